import { mustRun } from '../lib/step.mjs';
import { library, newestPeers, sidecar, siteTools } from '../lib/steps/build.mjs';
import { checkTypes, lint } from '../lib/steps/checks.mjs';

/** Lints and type-checks everything; a warning is an error. */
export async function run() {
  await mustRun(library, sidecar, newestPeers, siteTools);
  await mustRun([lint], [checkTypes]);
  return 0;
}
