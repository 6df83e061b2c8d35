import { spawnSync } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { describe, expect, onTestFinished, test } from 'vitest';
import { SERVE_USAGE } from '../src/server/serve-options.ts';
import { runNode } from './support/run-node.ts';

const ROOT = fileURLToPath(new URL('..', import.meta.url));
const README = readFileSync(join(ROOT, 'README.md'), 'utf8');

interface Example {
  readonly code: string;
  /** What the sentence after the block says that it prints. */
  readonly prints: readonly string[];
}

const EXAMPLES: readonly Example[] = [...README.matchAll(/```ts\n(.*?)```\n([^#]*)/gs)].map(([, code = '', after = '']) => {
  const sentence = /It prints (.*?)\.(?:\s|$)/s.exec(after)?.[1] ?? '';
  return { code, prints: [...sentence.matchAll(/`([^`]+)`/g)].map(([, line = '']) => line) };
});

/** A folder inside the package, so that its examples import `startgate` and its peers by name, as a user does. */
function exampleFolder(): string {
  const folder = mkdtempSync(join(ROOT, 'test', '.readme-'));
  onTestFinished(() => rmSync(folder, { recursive: true, force: true }));
  return folder;
}

test('every block of TypeScript says what it prints', () => {
  expect(EXAMPLES.map(({ prints }) => prints.length > 0)).toEqual([true, true, true, true]);
});

test('every block of TypeScript compiles with the strict options of this package', () => {
  const folder = exampleFolder();
  EXAMPLES.forEach(({ code }, i) => writeFileSync(join(folder, `example-${i}.ts`), code));
  const options = { extends: '../../tsconfig.base.json', compilerOptions: { noEmit: true, composite: false, lib: ['ES2023'], types: ['node'] } };
  writeFileSync(join(folder, 'tsconfig.json'), JSON.stringify({ ...options, include: ['*.ts'] }));
  const compiler = createRequire(import.meta.url).resolve('typescript/bin/tsc');
  const { stdout } = spawnSync(process.execPath, [compiler, '-p', folder], { encoding: 'utf8' });
  expect(stdout).toBe('');
});

describe.each(EXAMPLES.map((example, i) => [i + 1, example] as const))('block %d', (_, { code, prints }) => {
  test('prints what the sentence after it says', async () => {
    const folder = exampleFolder();
    const path = join(folder, 'example.mjs');
    const { default: ts } = await import('typescript');
    writeFileSync(path, ts.transpile(code, { target: ts.ScriptTarget.ES2022, module: ts.ModuleKind.ESNext }));
    const run = runNode([path], { TMPDIR: folder });
    expect(await run.ended).toEqual({ code: 0, signal: null });
    expect(run.stdout().trimEnd().split('\n')).toEqual(prints);
  });
});

test('the usage of serve is the one that --help prints', () => {
  expect(README).toContain(`\`\`\`text\n${SERVE_USAGE}\`\`\``);
});
