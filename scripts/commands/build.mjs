import { compileExamples, compileLibrary, compileSidecar, installs, mustRun, writeApi } from '../lib/steps.mjs';

/** Compiles everything and writes what is generated from it. Changes no tracked file when those are up to date. */
export async function run() {
  await mustRun([installs.installRoot], [installs.installSidecar]);
  await mustRun([compileLibrary], [compileSidecar]);
  await mustRun([writeApi], [compileExamples]);
  return 0;
}
