import { spawnSync } from 'node:child_process';
import { readFileSync, readdirSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { BuildError, runCommand } from './command.mjs';
import { runStep } from './step.mjs';

export const REQUIREMENTS = join(import.meta.dirname, 'requirements.txt');

/** The name of its source package. */
const ENGINE = 'quickjs-ng';

/**
 * @typedef {object} Toolchain
 * @property {readonly [string, ...string[]]} zig a command and its first arguments
 * @property {string} engine the folder with the engine's C sources
 * @property {string} ziglang the folder of the compiler, with the C library
 * @property {Record<string, string>} env what zig needs in its environment
 */

/**
 * The compiler and the sources of the engine, in a Python environment of our own that is made when it is not there yet.
 *
 * @param {string} cache the folder for everything that can be made again
 * @returns {Promise<Toolchain>}
 */
export async function prepareToolchain(cache) {
  const venv = join(cache, 'venv');
  const python = join(venv, 'bin', 'python');
  const packages = join(cache, 'packages');
  const engine = join(cache, 'engine');
  await runStep({
    title: 'installing the compiler (about 100 MB)',
    output: venv,
    files: [REQUIREMENTS],
    work: () => {
      rmSync(venv, { recursive: true, force: true });
      runCommand([findPython(), '-m', 'venv', venv]);
      pip(python, 'install', ['--only-binary', ':all:', ...requirements(cache, (name) => name !== ENGINE)]);
    },
  });
  await runStep({
    title: 'fetching the sources of the engine',
    output: engine,
    files: [REQUIREMENTS],
    work: () => {
      for (const folder of [packages, engine]) rmSync(folder, { recursive: true, force: true });
      pip(python, 'download', ['--no-binary', ':all:', '--no-build-isolation', '--dest', packages, ...requirements(cache, (name) => name === ENGINE)]);
      const [archive] = readdirSync(packages);
      runCommand([python, '-m', 'tarfile', '-e', join(packages, /** @type {string} */ (archive)), engine]);
    },
  });
  const [folder] = readdirSync(engine);
  return {
    zig: [python, '-m', 'ziglang'],
    engine: join(engine, /** @type {string} */ (folder), 'upstream-quickjs'),
    ziglang: join(sitePackages(venv), 'ziglang'),
    env: { ZIG_GLOBAL_CACHE_DIR: join(cache, 'zig'), ZIG_LOCAL_CACHE_DIR: join(cache, 'zig') },
  };
}

/** @param {string} venv */
function sitePackages(venv) {
  const [python] = readdirSync(join(venv, 'lib'));
  return join(venv, 'lib', /** @type {string} */ (python), 'site-packages');
}

/**
 * @returns {string} a Python that can make environments
 * @throws BuildError when there is none
 */
export function findPython() {
  const wanted = process.env.PYTHON ?? 'python3';
  const { status, error } = spawnSync(wanted, ['-c', 'import sys, venv, ensurepip; sys.exit(sys.version_info < (3, 10))']);
  if (status === 0) return wanted;
  const found = error === undefined ? 'it is older, or has no venv' : 'there is no such program';
  throw new BuildError(
    `the native build needs Python 3.10 or newer with venv, tried "${wanted}": ${found}\n` +
      'install it (Debian: apt-get install python3-venv), or name another one in the variable PYTHON; the waiter on Node needs none of this',
  );
}

/**
 * @param {string} python
 * @param {'install' | 'download'} verb
 * @param {readonly string[]} args
 */
function pip(python, verb, args) {
  runCommand([python, '-m', 'pip', verb, '--quiet', '--disable-pip-version-check', '--no-deps', '--require-hashes', ...args]);
}

/**
 * Some of the requirements, because wheels and sources need different options.
 *
 * @param {string} cache
 * @param {(name: string) => boolean} chosen
 */
function requirements(cache, chosen) {
  const blocks = readFileSync(REQUIREMENTS, 'utf8').replaceAll(/^#.*\n/gm, '').split('\n\n');
  const file = join(cache, 'chosen-requirements.txt');
  writeFileSync(file, blocks.filter((block) => chosen(block.trim().split('==')[0] ?? '')).join('\n'));
  return ['--requirement', file];
}
