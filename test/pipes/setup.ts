import { mustRun, pipePrograms } from '../../scripts/lib/steps.mjs';

/** Builds what the tests run: minutes the first time, nothing afterwards. */
export default async function setup(): Promise<void> {
  await mustRun([pipePrograms]);
}
