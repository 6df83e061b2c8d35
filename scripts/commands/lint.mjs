import { checkTypes, library, lint, mustRun, newestPeers, sidecar } from '../lib/steps.mjs';

/** Lints and type-checks everything; a warning is an error. */
export async function run() {
  await mustRun(library, sidecar, newestPeers);
  await mustRun([lint], [checkTypes]);
  return 0;
}
