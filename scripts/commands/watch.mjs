import { foreground } from '../lib/exec.mjs';
import { SIDECAR, bin } from '../lib/paths.mjs';
import { mustRun } from '../lib/step.mjs';
import { library, sidecar } from '../lib/steps/build.mjs';

/** Compiles both packages again at every change, until it is interrupted. */
export async function run() {
  await mustRun(library, sidecar);
  const codes = await Promise.all([
    foreground(bin('jsii'), ['--watch', '--silence-warnings=reserved-word']),
    foreground(bin('tsc', SIDECAR), ['-b', '--watch', '--preserveWatchOutput'], { cwd: SIDECAR }),
  ]);
  return Math.max(...codes);
}
