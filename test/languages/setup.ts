import { isGo } from '../../scripts/lib/go.mjs';
import { isJava } from '../../scripts/lib/java.mjs';
import { mustRun } from '../../scripts/lib/step.mjs';
import { languagePackages } from '../../scripts/lib/steps/packages.mjs';

/** Makes the packages that the programs install: minutes the first time on a machine, nothing afterwards. */
export default async function setup(): Promise<void> {
  await mustRun(languagePackages(isJava(), isGo()));
}
