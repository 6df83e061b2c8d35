import { existsSync, readFileSync, readdirSync } from 'node:fs';
import { join } from 'node:path';
import { capture } from '../../scripts/lib/exec.mjs';
import { pacmak } from '../../scripts/lib/pacmak.mjs';
import { CACHE, ROOT } from '../../scripts/lib/paths.mjs';
import { hashOf, unlessDone } from '../../scripts/lib/stamp.mjs';

const WHEELS = join(CACHE, 'wheel');
const ENVIRONMENT = join(CACHE, 'python');
const PYTHON = join(ENVIRONMENT, 'bin', 'python');
const NEEDS_PYTHON = 'python3 with venv is needed to build the wheel and to try it: "apt-get install python3 python3-venv", then run the same command again';

async function mustRun(file: string, args: string[]): Promise<string> {
  const { code, output } = await capture(file, args);
  if (code !== 0) throw new Error(`${file} ${args.join(' ')} ended with ${code}\n${output}`);
  return output;
}

/** Fails unless this machine can make a Python environment. */
export async function checkPython(python = 'python3'): Promise<void> {
  const found = await capture(python, ['-c', 'import venv, ensurepip']).catch(() => undefined);
  if (found?.code !== 0) throw new Error(NEEDS_PYTHON);
}

/** Builds the wheel of the compiled library, and an environment with it and the newest peers; both are kept for the next run. */
export async function installWheel(): Promise<void> {
  const peers = JSON.parse(readFileSync(join(ROOT, 'test', 'newest', 'package.json'), 'utf8')) as { dependencies: Record<string, string> };
  const requirements = ['cdk8s', 'cdk8s-plus-28', 'constructs'].map((name) => `${name}==${peers.dependencies[name]!}`);
  const wheel = hashOf(ROOT, ['lib', '.jsii', 'package.json', 'README.md']);

  await unlessDone({ file: `${WHEELS}.stamp`, hash: wheel, outputs: [WHEELS] }, () => pacmak(WHEELS, ['python']));
  await unlessDone({ file: `${ENVIRONMENT}.stamp`, hash: hashOf(ROOT, [], requirements), outputs: [PYTHON] }, async () => {
    await mustRun('python3', ['-m', 'venv', '--clear', ENVIRONMENT]);
    await mustRun(PYTHON, ['-m', 'pip', 'install', '--quiet', ...requirements]);
  });
  // inside the environment: it goes when that is made anew
  await unlessDone({ file: join(ENVIRONMENT, 'wheel.stamp'), hash: wheel }, async () => {
    await mustRun(PYTHON, ['-m', 'pip', 'install', '--quiet', '--no-deps', '--force-reinstall', wheelFile()]);
  });
}

/** Runs a program of `test/python` in that environment. */
export function runPython(program: string, ...args: string[]): Promise<{ code: number; output: string }> {
  return capture(PYTHON, [join(ROOT, 'test', 'python', program), ...args]);
}

function wheelFile(): string {
  const folder = join(WHEELS, 'python');
  const file = existsSync(folder) ? readdirSync(folder).find((name) => name.endsWith('.whl')) : undefined;
  if (file === undefined) throw new Error(`no wheel in ${folder}`);
  return join(folder, file);
}
