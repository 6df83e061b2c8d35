import { compileExamples, library, mustRun, sidecar, translateExamples, writeApi } from '../lib/steps.mjs';

/** Compiles everything and writes what is generated from it. Changes no tracked file when those are up to date. */
export async function run() {
  await mustRun(library, sidecar);
  await mustRun([writeApi], [compileExamples, translateExamples]);
  return 0;
}
