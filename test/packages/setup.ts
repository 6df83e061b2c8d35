import { mustRun } from '../../scripts/lib/step.mjs';
import { library, native, npmRegistry, sidecar } from '../../scripts/lib/steps/build.mjs';
import { compileExamples } from '../../scripts/lib/steps/documents.mjs';
import { registryPrograms } from '../../scripts/lib/steps/go-programs.mjs';
import { release } from '../../scripts/release/make.mjs';

/**
 * Makes everything that a release uploads, and builds the registries that it is installed from: minutes the first time, nothing
 * afterwards.
 */
export default async function setup(): Promise<void> {
  await mustRun([...library, compileExamples], [...sidecar, native], npmRegistry, [registryPrograms]);
  await mustRun([release]);
}
