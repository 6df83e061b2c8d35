import { join } from 'node:path';
import { foreground } from '../lib/exec.mjs';
import { ROOT } from '../lib/paths.mjs';
import { library, mustRun, sidecar } from '../lib/steps.mjs';

/**
 * Plays the sample on this machine.
 *
 * @param {string[]} args passed to the play
 */
export async function run(args) {
  await mustRun(library, sidecar);
  return foreground(process.execPath, [join(ROOT, 'scripts', 'play.mjs'), ...args]);
}
