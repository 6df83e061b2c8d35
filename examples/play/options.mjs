/**
 * What the play was asked for. Plain JavaScript: `npm start` reads its words before anything is installed that could read TypeScript.
 *
 * @typedef {object} PlayOptions
 * @property {boolean} neverReady the sidecar never gets ready: shows a gate that stays closed
 * @property {boolean} noGate the application is not gated: shows what happens without an order
 * @property {boolean} help
 */

const USAGE = `npm start -- [OPTION]

Plays the sample on this machine: a sidecar that loads its configuration for 10 s, and an application behind a guard.

  --never-ready   the sidecar never gets ready: the gate stays closed, exit 69
  --no-gate       without a gate: the application starts too early, exit 1
  --help          this text
`;

/** @type {Readonly<Record<string, keyof PlayOptions>>} */
const FLAGS = { '--never-ready': 'neverReady', '--no-gate': 'noGate', '--help': 'help' };

/**
 * @param {readonly string[]} args
 * @returns {PlayOptions}
 * @throws with one line when an argument is unknown or two contradict each other
 */
export function parseOptions(args) {
  const options = { neverReady: false, noGate: false, help: false };
  for (const arg of args) {
    const option = Object.hasOwn(FLAGS, arg) ? FLAGS[arg] : undefined;
    if (option === undefined) throw new Error(`unknown argument: "${arg}". Allowed: ${Object.keys(FLAGS).join(', ')}`);
    options[option] = true;
  }
  if (options.neverReady && options.noGate) throw new Error('--never-ready and --no-gate exclude each other: leave one out');
  return options;
}

/**
 * Answers what needs no play: a wrong word and --help.
 *
 * @param {readonly string[]} args
 * @returns {PlayOptions | number} the exit code when that is all
 */
export function answer(args) {
  try {
    const options = parseOptions(args);
    if (!options.help) return options;
    process.stdout.write(USAGE);
    return 0;
  } catch (error) {
    process.stderr.write(`${/** @type {Error} */ (error).message}\n`);
    return 64;
  }
}
