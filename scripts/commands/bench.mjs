import { join } from 'node:path';
import { foreground } from '../lib/exec.mjs';
import { ROOT } from '../lib/paths.mjs';
import { mustRun } from '../lib/step.mjs';
import { benchPeers, library, sidecar } from '../lib/steps/build.mjs';

/**
 * Measures, and writes what it measured to bench/results.md.
 *
 * @param {string[]} args passed to the bench
 */
export async function run(args) {
  await mustRun(library, sidecar, benchPeers);
  return foreground(process.execPath, [join(ROOT, 'bench', 'run.mjs'), ...args]);
}
