import { mustCapture } from './exec.mjs';

/** What npm gives to the files of its tarballs, in seconds. */
const NPM = 499_162_500;

/**
 * The time of every file in a package of Python, Java or Go, so that a second build has the same bytes: SOURCE_DATE_EPOCH, else that
 * of npm.
 *
 * @param {NodeJS.ProcessEnv} [env]
 * @returns {Date}
 */
export function fileDate(env = process.env) {
  return named(env) ?? new Date(NPM * 1000);
}

/** @returns {string} the same, such as 1985-10-26T08:15:00Z */
export function fileTimestamp() {
  return fileDate().toISOString().replace('.000', '');
}

/**
 * The time that a release names, which is not that of its making: SOURCE_DATE_EPOCH, else that of the last commit.
 *
 * @param {NodeJS.ProcessEnv} [env]
 * @returns {Promise<Date>}
 * @throws Error outside of a clone, without the variable
 */
export async function releaseDate(env = process.env) {
  const date = named(env);
  if (date !== undefined) return date;
  const committed = await mustCapture('git', ['log', '-1', '--format=%ct']).catch((/** @type {unknown} */ cause) => {
    throw new Error('a release names the time of its last commit, and this folder is no git clone: set SOURCE_DATE_EPOCH to a number of seconds since 1970', { cause });
  });
  return new Date(Number(committed.trim()) * 1000);
}

/**
 * @see https://reproducible-builds.org/specs/source-date-epoch/
 * @param {NodeJS.ProcessEnv} env
 * @returns {Date | undefined} the time that the caller names, if there is one
 * @throws Error when it is no time
 */
function named({ SOURCE_DATE_EPOCH: seconds = '' }) {
  if (seconds === '') return undefined;
  if (!/^\d{1,11}$/u.test(seconds)) throw new Error(`SOURCE_DATE_EPOCH must be a number of seconds since 1970, got "${seconds}"`);
  return new Date(Number(seconds) * 1000);
}
