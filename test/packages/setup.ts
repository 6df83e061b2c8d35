import { compileExamples, library, mustRun, native, npmRegistry, registryPrograms, release, sidecar } from '../../scripts/lib/steps.mjs';

/**
 * Makes everything that a release uploads, and builds the registries that it is installed from: minutes the first time, nothing
 * afterwards.
 */
export default async function setup(): Promise<void> {
  await mustRun([...library, compileExamples], [...sidecar, native], npmRegistry, [registryPrograms]);
  await mustRun([release]);
}
