import { spawn } from 'node:child_process';
import { ROOT } from './paths.mjs';

/** jsii prints a page about the end of life of Node 20 for each of its commands; only that is silenced. */
const ENV = { ...process.env, JSII_SILENCE_WARNING_END_OF_LIFE_NODE_VERSION: '20' };

/**
 * @typedef {object} Options
 * @property {string} [cwd] default: the root of the repository
 * @property {Record<string, string>} [env] added to our own
 */

/**
 * Runs a program to its end and keeps what it prints.
 *
 * @param {string} file
 * @param {string[]} args
 * @param {Options} [options]
 * @returns {Promise<{ code: number, output: string }>}
 */
export function capture(file, args, options = {}) {
  return new Promise((resolve, reject) => {
    const child = spawn(file, args, {
      cwd: options.cwd ?? ROOT,
      env: { ...ENV, ...options.env },
      stdio: ['ignore', 'pipe', 'pipe'],
    });
    /** @type {Buffer[]} */
    const chunks = [];
    const keep = (/** @type {Buffer} */ chunk) => void chunks.push(chunk);
    child.stdout.on('data', keep);
    child.stderr.on('data', keep);
    child.on('error', (error) => reject(new Error(`cannot run ${file}: ${error.message}`)));
    child.on('close', (code, signal) => resolve({ code: exitCode(code, signal), output: Buffer.concat(chunks).toString() }));
  });
}

/**
 * As `capture`, for a program that must end with 0.
 *
 * @param {string} file
 * @param {string[]} args
 * @param {Options} [options]
 * @returns {Promise<string>} what it prints
 * @throws Error with what ran and where, how it ended, and what it printed
 */
export async function mustCapture(file, args, options = {}) {
  const { code, output } = await capture(file, args, options);
  if (code === 0) return output;
  throw new Error(`${[file, ...args].join(' ')} ended with exit code ${code} in ${options.cwd ?? ROOT}:\n${output.trimEnd()}`);
}

/**
 * Runs a program in the foreground, on our own terminal. A signal that we get is passed on, and the program decides.
 *
 * @param {string} file
 * @param {string[]} args
 * @param {Options} [options]
 * @returns {Promise<number>} its exit code, 128+n on a signal
 */
export function foreground(file, args, options = {}) {
  return new Promise((resolve, reject) => {
    const child = spawn(file, args, { cwd: options.cwd ?? ROOT, env: { ...ENV, ...options.env }, stdio: 'inherit' });
    // SIGINT reaches the whole foreground group by itself: here it must only not end us before the child
    const forward = (/** @type {NodeJS.Signals} */ signal) => void child.kill(signal);
    const wait = () => undefined;
    process.on('SIGTERM', forward).on('SIGHUP', forward).on('SIGINT', wait);
    child.on('error', (error) => reject(new Error(`cannot run ${file}: ${error.message}`)));
    child.on('close', (code, signal) => {
      process.off('SIGTERM', forward).off('SIGHUP', forward).off('SIGINT', wait);
      resolve(exitCode(code, signal));
    });
  });
}

/** @type {Partial<Record<NodeJS.Signals, number>>} */
const SIGNAL_NUMBERS = { SIGHUP: 1, SIGINT: 2, SIGKILL: 9, SIGTERM: 15 };

/**
 * @param {number | null} code
 * @param {NodeJS.Signals | null} signal
 */
function exitCode(code, signal) {
  return signal === null ? (code ?? 1) : 128 + (SIGNAL_NUMBERS[signal] ?? 0);
}
