import { mustRun } from '../lib/step.mjs';
import { library, sidecar } from '../lib/steps/build.mjs';
import { compileExamples, translateExamples, writeApi } from '../lib/steps/documents.mjs';

/** Compiles everything and writes what is generated from it. Changes no tracked file when those are up to date. */
export async function run() {
  await mustRun(library, sidecar);
  await mustRun([writeApi], [compileExamples, translateExamples]);
  return 0;
}
