import { isGo } from '../../scripts/lib/go.mjs';
import { isJava } from '../../scripts/lib/java.mjs';
import { languagePackages, mustRun } from '../../scripts/lib/steps.mjs';

/** Makes the packages that the programs install: minutes the first time on a machine, nothing afterwards. */
export default async function setup(): Promise<void> {
  await mustRun(languagePackages(isJava(), isGo()));
}
