/**
 * What is said where some tests have to be left out; a machine that judges a change may not.
 *
 * @param {string} what the tests
 * @param {string[]} lacking what they need and is not there
 * @param {boolean} strict nothing may be left out
 * @returns {string | undefined} undefined where nothing is lacking
 * @throws Error when something is lacking, under `strict`
 */
export function leftOut(what, lacking, strict) {
  if (lacking.length === 0) return undefined;
  const line = `left out: ${what}, which need ${lacking.join('; ')}`;
  if (strict) throw new Error(`${line}. With --strict that is a failure: install what is missing, or see .ci/run`);
  return line;
}
