import { execFile } from 'node:child_process';
import { promisify } from 'node:util';
import { VITEST, VITEST_CONFIG } from '../paths';

/** The names of all scenarios. They come from the runner of the tests, the only one that can load them, in some seconds. */
export async function scenarioNames(): Promise<string[]> {
  const args = [VITEST, 'list', '--json', '--config', VITEST_CONFIG, 'scenarios.test.ts'];
  const { stdout } = await promisify(execFile)(process.execPath, args, { env: { ...process.env, E2E_ONLY: '' } });
  // a scenario is in a group, the test of the scenarios themselves is not
  return (JSON.parse(stdout) as { name: string }[]).flatMap(({ name }) => name.split(' > ').slice(1));
}

/**
 * @param words what `--only` was given: beginnings of names, with commas between them
 * @throws if no scenario begins with one of them
 */
export function requireScenarios(names: readonly string[], words: string): void {
  for (const word of words.split(',')) {
    if (names.some((name) => name.startsWith(word))) continue;
    const kinds = new Set(names.map((name) => name.replace(/-(guard|init-waiter|native|native-waiter|post-start)$/, '')));
    throw new Error(`--only: no scenario begins with "${word}"; there are ${[...kinds].sort().join(', ')}`);
  }
}
