import { join } from 'node:path';
import { GO, isGo } from '../lib/go.mjs';
import { JAVA, isJava } from '../lib/java.mjs';
import { lacks, thisMachine } from '../lib/native.mjs';
import { ROOT } from '../lib/paths.mjs';
import { mustRun } from '../lib/step.mjs';
import { library, native, sidecar } from '../lib/steps/build.mjs';
import { compileExamples, writeApi } from '../lib/steps/documents.mjs';
import { releaseSteps } from '../release/make.mjs';

/** Makes everything that a release uploads in `dist/`, and nothing at all on a machine that can't make all of it. */
export async function run() {
  const lacking = [...lacks(thisMachine(), false), ...(isGo() ? [] : [GO]), ...(isJava() ? [] : [JAVA])];
  if (lacking.length > 0) throw new Error(`the packages of a release need ${lacking.join('; ')}: install what is missing, then run the same command again`);
  await mustRun(library, sidecar);
  await mustRun([writeApi], [compileExamples], [native]);
  await mustRun(releaseSteps(join(ROOT, 'dist')));
  return 0;
}
