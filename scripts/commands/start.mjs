import { join } from 'node:path';
import { foreground } from '../lib/exec.mjs';
import { ROOT } from '../lib/paths.mjs';
import { installRoot, mustRun, sidecar } from '../lib/steps.mjs';

/**
 * Plays the sample on this machine. The library is taken as it is in src: nothing of it has to be compiled.
 *
 * @param {string[]} args passed to the play
 */
export async function run(args) {
  await mustRun(installRoot, sidecar);
  return foreground(process.execPath, [join(ROOT, 'scripts', 'play.mjs'), ...args]);
}
