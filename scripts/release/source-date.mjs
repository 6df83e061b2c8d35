import { mustCapture } from '../lib/exec.mjs';

/**
 * The time that a release names, which is not that of its making: SOURCE_DATE_EPOCH, else that of the last commit.
 *
 * @see https://reproducible-builds.org/specs/source-date-epoch/
 * @param {NodeJS.ProcessEnv} env
 * @returns {Promise<Date>}
 * @throws Error outside of a clone, without the variable
 */
export async function sourceDate(env) {
  const named = env.SOURCE_DATE_EPOCH ?? '';
  if (named !== '') {
    if (!/^\d{1,11}$/u.test(named)) throw new Error(`SOURCE_DATE_EPOCH must be a number of seconds since 1970, got "${named}"`);
    return new Date(Number(named) * 1000);
  }
  const committed = await mustCapture('git', ['log', '-1', '--format=%ct']).catch((/** @type {unknown} */ cause) => {
    throw new Error('a release names the time of its last commit, and this folder is no git clone: set SOURCE_DATE_EPOCH to a number of seconds since 1970', { cause });
  });
  return new Date(Number(committed.trim()) * 1000);
}
