import { checkTypes, compileLibrary, compileSidecar, installs, lint, mustRun } from '../lib/steps.mjs';

/** Lints and type-checks everything; a warning is an error. */
export async function run() {
  await mustRun([installs.installRoot], [installs.installSidecar], [installs.installNewest]);
  await mustRun([compileLibrary], [compileSidecar]);
  await mustRun([lint], [checkTypes]);
  return 0;
}
