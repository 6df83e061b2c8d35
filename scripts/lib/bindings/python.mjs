import { cpSync, mkdirSync, readdirSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { mustCapture } from '../exec.mjs';
import { fileDate } from '../source-date.mjs';
import { unlessDone } from '../stamp.mjs';
import { BINDINGS } from './cache.mjs';

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
  const options = { cwd: sources, env: { SOURCE_DATE_EPOCH: String(fileDate().getTime() / 1000), PYTHONHASHSEED: '0' } };
  const dist = join(sources, 'dist');
  await unlessDone({ file: `${environment}.done`, hash: BUILD_TOOLS.join(), outputs: [python] }, async () => {
    await mustCapture('python3', ['-m', 'venv', '--clear', environment], options);
    await mustCapture(python, ['-m', 'pip', 'install', '--quiet', ...BUILD_TOOLS], options);
  });
  await mustCapture(python, ['setup.py', '--quiet', 'sdist', 'bdist_wheel'], options);
  for (const name of readdirSync(dist)) {
    const file = join(dist, name);
    if (name.endsWith('.tar.gz')) await mustCapture(python, [REWRITE, file], options);
    await mustCapture(python, ['-m', 'twine', 'check', '--strict', file], options);
  }
  mkdirSync(outdir, { recursive: true });
  cpSync(dist, outdir, { recursive: true });
}
