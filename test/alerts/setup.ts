import { alertPrograms, mustRun } from '../../scripts/lib/steps.mjs';

/** Builds what the tests run: a minute the first time, nothing afterwards. */
export default async function setup(): Promise<void> {
  await mustRun([alertPrograms]);
}
