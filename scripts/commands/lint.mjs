import { checkTypes, library, lint, mustRun, newestPeers, sidecar, siteTools } from '../lib/steps.mjs';

/** Lints and type-checks everything; a warning is an error. */
export async function run() {
  await mustRun(library, sidecar, newestPeers, siteTools);
  await mustRun([lint], [checkTypes]);
  return 0;
}
