import type { Cluster } from '../cluster/cluster';
import { Run } from './run';
import type { Scenario } from './scenario';

/** Those whose name begins with one of the words; all without a word. */
export function chosenByName<T extends { readonly name: string }>(scenarios: readonly T[], words: string): T[] {
  return scenarios.filter(({ name }) => words.split(',').some((start) => name.startsWith(start)));
}

/** Plays a scenario in a namespace of its own. @throws with what a person would look at, if anything is not as it should be */
export async function playScenario(cluster: Cluster, scenario: Scenario): Promise<Run> {
  const run = new Run(cluster, scenario);
  try {
    await run.begin();
    await scenario.play(run);
  } catch (error) {
    throw new Error(`${(error as Error).message}\n${await run.report()}`, { cause: error });
  } finally {
    await run.end();
  }
  return run;
}
