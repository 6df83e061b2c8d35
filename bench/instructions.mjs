// Instructions of a whole process. On a busy machine its CPU time differs by a tenth from run to run; these repeat to a thousandth.
import { execFile } from 'node:child_process';
import { promisify } from 'node:util';

const VALGRIND = ['--tool=cachegrind', '--cache-sim=no', '--cachegrind-out-file=/dev/null', '--smc-check=all-non-file'];

/** One thread, and the same decisions of the engine in every run. */
const PREDICTABLE = ['--predictable', '--hash-seed=1', '--random-seed=1'];

/**
 * Instructions that Node executes in this program, in millions; undefined where valgrind is not installed.
 *
 * @param {string} program
 * @param {readonly string[]} args
 * @returns {Promise<number | undefined>}
 */
export async function instructionsOf(program, args) {
  try {
    const { stderr } = await promisify(execFile)('valgrind', [...VALGRIND, process.execPath, ...PREDICTABLE, program, ...args]);
    return instructionsIn(stderr) / 1e6;
  } catch (error) {
    if (/** @type {{ code?: unknown }} */ (error).code === 'ENOENT') return undefined;
    throw error;
  }
}

/**
 * The count in what cachegrind says at the end.
 *
 * @param {string} text
 * @returns {number}
 */
export function instructionsIn(text) {
  const [, digits] = /I\s+refs:\s+([\d,]+)/u.exec(text) ?? [];
  if (digits === undefined) throw new Error(`valgrind has not said how many instructions it counted: ${text.trim()}`);
  return Number(digits.replaceAll(',', ''));
}
