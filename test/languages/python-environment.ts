import { readFileSync, readdirSync } from 'node:fs';
import { join } from 'node:path';
import { capture } from '../../scripts/lib/exec.mjs';
import { ARTEFACTS, CACHE, ROOT } from '../../scripts/lib/paths.mjs';
import { hashOf, unlessDone } from '../../scripts/lib/stamp.mjs';
import { must, SOURCES } from './workspace';

const ENVIRONMENT = join(CACHE, 'python');
export const PYTHON = join(ENVIRONMENT, 'bin', 'python');
const MYPY = 'mypy==2.4.1';
const NEEDS_PYTHON = 'python3 with venv is needed to build the wheel and to try it: "apt-get install python3 python3-venv", then run the same command again';

/** Fails unless this machine can make a Python environment. */
export async function checkPython(python = 'python3'): Promise<void> {
  const found = await capture(python, ['-c', 'import venv, ensurepip']).catch(() => undefined);
  if (found?.code !== 0) throw new Error(NEEDS_PYTHON);
}

/** An environment with the wheel, the newest peers and mypy; kept for the next run. */
export async function installPackage(): Promise<void> {
  await checkPython();
  const peers = JSON.parse(readFileSync(join(ROOT, 'test', 'newest', 'package.json'), 'utf8')) as { dependencies: Record<string, string> };
  const requirements = ['cdk8s', 'cdk8s-plus-28', 'constructs'].map((name) => `${name}==${peers.dependencies[name]!}`).concat(MYPY);

  await unlessDone({ file: `${ENVIRONMENT}.stamp`, hash: hashOf(ROOT, [], requirements), outputs: [PYTHON] }, async () => {
    await must(ROOT, 'python3', ['-m', 'venv', '--clear', ENVIRONMENT]);
    await must(ROOT, PYTHON, ['-m', 'pip', 'install', '--quiet', ...requirements]);
  });
  // inside the environment: it goes when that is made anew
  const wheel = join(ARTEFACTS, 'python', readdirSync(join(ARTEFACTS, 'python')).find((name) => name.endsWith('.whl'))!);
  await unlessDone({ file: join(ENVIRONMENT, 'wheel.stamp'), hash: hashOf('/', [wheel]) }, async () => {
    await must(ROOT, PYTHON, ['-m', 'pip', 'install', '--quiet', '--force-reinstall', '--no-deps', wheel]);
    await must(ROOT, PYTHON, ['-m', 'pip', 'check']);
  });
}

/** Runs a program of `test/languages/python` in that environment. */
export function runPython(program: string, ...args: string[]): Promise<{ code: number; output: string }> {
  return capture(PYTHON, [join(SOURCES, 'python', program), ...args]);
}
