import { mustRun } from '../../scripts/lib/step.mjs';
import { alertPrograms } from '../../scripts/lib/steps/go-programs.mjs';

/** Builds what the tests run: a minute the first time, nothing afterwards. */
export default async function setup(): Promise<void> {
  await mustRun([alertPrograms]);
}
