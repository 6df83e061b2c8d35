import { readFileSync } from 'node:fs';
import { join, relative } from 'node:path';
import { capture } from './exec.mjs';
import { ROOT } from './paths.mjs';
import { hashOf, unlessDone } from './stamp.mjs';

/**
 * Installs the dependencies of a package as its lock file says, unless that is done already.
 *
 * @param {string} folder
 * @returns {Promise<boolean>} whether there was something to do
 */
export function install(folder) {
  const name = relative(ROOT, folder) || 'the root package';
  return unlessDone(
    {
      // inside node_modules: it goes when they go
      file: join(folder, 'node_modules', '.startgate-installed'),
      hash: hashOf(folder, ['package-lock.json'], [declared(folder)]),
    },
    async () => {
      const { code, output } = await capture('npm', ['ci', '--no-audit', '--no-fund', '--loglevel=error'], { cwd: folder });
      if (code !== 0) {
        throw new Error(`${output.trimEnd()}\n\n${cure(name, output)}`);
      }
    },
  );
}

/**
 * The part of package.json that its lock file must agree with.
 *
 * @param {string} folder
 */
function declared(folder) {
  /** @type {unknown} */
  const manifest = JSON.parse(readFileSync(join(folder, 'package.json'), 'utf8'));
  const entries = Object.entries(/** @type {object} */ (manifest));
  return JSON.stringify(entries.filter(([key]) => key === 'overrides' || key.toLowerCase().endsWith('dependencies')));
}

/**
 * @param {string} name
 * @param {string} output
 */
function cure(name, output) {
  if (/\b(ENOTFOUND|EAI_AGAIN|ECONNREFUSED|ECONNRESET|ETIMEDOUT|ENETUNREACH|ENOTCACHED)\b/.test(output)) {
    return `the dependencies of ${name} could not be fetched: the npm registry cannot be reached. Check the network and "npm config get registry", then run the same command again`;
  }
  if (/can only install packages when|in sync/.test(output)) {
    return `the dependencies of ${name} do not match its lock file: run "npm install" there and commit package-lock.json`;
  }
  return `the dependencies of ${name} could not be installed: "npm ci" ended with the error above`;
}
