const ALLOWED = ['--quick', '--strict'];

/**
 * @typedef {object} TestOptions
 * @property {boolean} quick lint, types and unit tests only
 * @property {boolean} strict nothing may be left out, the executables are built twice, and tested with sanitizers
 */

/**
 * @param {string[]} args
 * @returns {TestOptions}
 * @throws Error when one is unknown, or both are given
 */
export function testOptions(args) {
  const unknown = args.find((arg) => !ALLOWED.includes(arg));
  if (unknown !== undefined) throw new Error(`unknown option: "${unknown}". Allowed: ${ALLOWED.join(', ')}`);
  const quick = args.includes('--quick');
  const strict = args.includes('--strict');
  if (quick && strict) throw new Error('--quick leaves tests out, and --strict allows none to be left out: give one of them');
  return { quick, strict };
}
