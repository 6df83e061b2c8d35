import { mustRun } from '../../scripts/lib/step.mjs';
import { pipePrograms } from '../../scripts/lib/steps/go-programs.mjs';

/** Builds what the tests run: minutes the first time, nothing afterwards. */
export default async function setup(): Promise<void> {
  await mustRun([pipePrograms]);
}
