import { readFileSync } from 'node:fs';
import { join, relative } from 'node:path';
import { capture } from './exec.mjs';
import { ROOT } from './paths.mjs';
import { hashOf, unlessDone } from './stamp.mjs';

const QUIET = ['--no-audit', '--no-fund', '--loglevel=error'];
/** Without a network npm would wait for more than a minute before it says so. */
const SOON = ['--fetch-retry-mintimeout=1000', '--fetch-retry-maxtimeout=10000'];

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
      const { code, output } = await capture('npm', ['ci', ...QUIET, ...SOON], { cwd: folder });
      if (code !== 0) throw new Error(cure(name, output.trimEnd()));
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
 * What to do about it; npm's own words come before it where they say more.
 *
 * @param {string} name
 * @param {string} output
 */
function cure(name, output) {
  const unreachable = /\b(ENOTFOUND|EAI_AGAIN|ECONNREFUSED|ECONNRESET|ETIMEDOUT|ENETUNREACH|ENOTCACHED)\b/.exec(output);
  if (unreachable) {
    return `the dependencies of ${name} could not be fetched: the npm registry cannot be reached (${unreachable[0]}). Check the network and "npm config get registry", then run the same command again`;
  }
  if (/can only install packages when|in sync/.test(output)) {
    return `${output}\n\nthe dependencies of ${name} do not match its lock file: run "npm install" there and commit package-lock.json`;
  }
  return `${output}\n\nthe dependencies of ${name} could not be installed: "npm ci" ended with the error above`;
}
