import { performance } from 'node:perf_hooks';
import { join } from 'node:path';
import { ROOT } from './paths.mjs';
import { hashOf, unlessDone } from './stamp.mjs';

/** What decides the tools' results beside the sources: their versions and settings. */
export const TOOLS = ['package.json', 'package-lock.json', 'tsconfig.json', 'scripts/lib'];

/**
 * @typedef {object} Step
 * @property {string} name
 * @property {() => Promise<boolean>} run resolves to whether there was something to do
 */

/**
 * What is made from what.
 *
 * @typedef {object} Work
 * @property {string[]} inputs files and folders, from the folder of the package
 * @property {string[]} [extra] further text that decides the result
 * @property {string[]} [outputs] paths
 * @property {string} [folder] the package, in whose node_modules the step is noted: it is done again when they go. Default: the root
 * @property {() => Promise<unknown>} work
 */

/**
 * A step that is skipped when nothing changed since its last success.
 *
 * @param {string} name
 * @param {Work} what
 * @returns {Step}
 */
export function stamped(name, { inputs, extra, outputs, folder = ROOT, work }) {
  const file = join(folder, 'node_modules', '.cache', 'startgate', 'done', name.replaceAll(' ', '-'));
  // the hash when it is asked for: an earlier step may write an input
  return { name, run: () => unlessDone({ file, hash: hashOf(folder, inputs, extra), outputs }, work) };
}

/**
 * Runs lanes side by side, the steps of a lane one after another, and says what each took.
 *
 * @param {Step[][]} lanes
 * @throws Error when a step failed
 */
export async function mustRun(...lanes) {
  const failed = (await Promise.all(lanes.map(runLane))).flat();
  if (failed.length > 0) throw new Error(`failed: ${failed.join(', ')}`);
}

/**
 * @param {Step[]} lane
 * @returns {Promise<string[]>} the name of the step that failed
 */
async function runLane(lane) {
  for (const step of lane) {
    const start = performance.now();
    try {
      const worked = await step.run();
      const seconds = ((performance.now() - start) / 1000).toFixed(1);
      process.stdout.write(`ok    ${step.name} ${worked ? `(${seconds} s)` : '(up to date)'}\n`);
    } catch (error) {
      process.stdout.write(`${error instanceof Error ? error.message : String(error)}\nFAIL  ${step.name}\n`);
      return [step.name];
    }
  }
  return [];
}
