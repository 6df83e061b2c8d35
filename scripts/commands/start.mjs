import { join } from 'node:path';
import { foreground } from '../lib/exec.mjs';
import { ROOT } from '../lib/paths.mjs';
import { compileLibrary, compileSidecar, installs, mustRun } from '../lib/steps.mjs';

/**
 * Plays the sample on this machine.
 *
 * @param {string[]} args passed to the play
 */
export async function run(args) {
  await mustRun([installs.installRoot], [installs.installSidecar]);
  await mustRun([compileLibrary], [compileSidecar]);
  return foreground(process.execPath, [join(ROOT, 'scripts', 'play.mjs'), ...args]);
}
