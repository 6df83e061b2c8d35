import { cpSync, mkdirSync, readdirSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { capture } from '../exec.mjs';
import { unlessDone } from '../stamp.mjs';
import { BINDINGS } from './cache.mjs';
import { epoch } from './epoch.mjs';

const REWRITE = fileURLToPath(new URL('rewrite_sdist.py', import.meta.url));
/** What builds a wheel for jsii-pacmak's setup.py. */
const BUILD_TOOLS = ['setuptools==75.3.2', 'wheel==0.45.1', 'twine==6.1.0'];

/**
 * Builds a wheel and a source distribution.
 *
 * @param {string} sources the package that jsii-pacmak wrote
 * @param {string} outdir
 */
export async function buildPython(sources, outdir) {
  const environment = join(BINDINGS, 'python');
  const python = join(environment, 'bin', 'python');
  const env = { SOURCE_DATE_EPOCH: String(epoch()), PYTHONHASHSEED: '0' };
  const dist = join(sources, 'dist');
  await unlessDone({ file: `${environment}.done`, hash: BUILD_TOOLS.join(), outputs: [python] }, async () => {
    await run('python3', ['-m', 'venv', '--clear', environment], sources, env);
    await run(python, ['-m', 'pip', 'install', '--quiet', ...BUILD_TOOLS], sources, env);
  });
  await run(python, ['setup.py', '--quiet', 'sdist', 'bdist_wheel'], sources, env);
  for (const name of readdirSync(dist)) {
    const file = join(dist, name);
    if (name.endsWith('.tar.gz')) await run(python, [REWRITE, file], sources, env);
    await run(python, ['-m', 'twine', 'check', '--strict', file], sources, env);
  }
  mkdirSync(outdir, { recursive: true });
  cpSync(dist, outdir, { recursive: true });
}

/**
 * @param {string} file
 * @param {string[]} args
 * @param {string} cwd
 * @param {Record<string, string>} env
 */
async function run(file, args, cwd, env) {
  const { code, output } = await capture(file, args, { cwd, env });
  if (code !== 0) throw new Error(`${output.trimEnd()}\n\n${file} ${args.join(' ')} ended with ${code}`);
}
