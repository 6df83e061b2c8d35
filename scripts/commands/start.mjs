import { join } from 'node:path';
import { answer } from '../../examples/play/options.mjs';
import { foreground } from '../lib/exec.mjs';
import { ROOT } from '../lib/paths.mjs';
import { mustRun } from '../lib/step.mjs';
import { installRoot, sidecar } from '../lib/steps/build.mjs';

/**
 * Plays the sample on this machine. The library is taken as it is in src: nothing of it has to be compiled. A wrong word and
 * --help are answered before anything is installed.
 *
 * @param {string[]} args passed to the play
 */
export async function run(args) {
  const asked = answer(args);
  if (typeof asked === 'number') return asked;
  await mustRun(installRoot, sidecar);
  return foreground(process.execPath, [join(ROOT, 'scripts', 'play.mjs'), ...args]);
}
