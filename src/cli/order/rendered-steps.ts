import type { Container, PodSpec } from '../../private/manifest';
import { referencesIn, RESULTS_VARIABLE } from '../../private/step-names';

/** The results that steps make, as far as others use them: a rendered manifest says no more. */
export function resultsOfSteps({ containers = [] }: PodSpec): ReadonlyMap<string, readonly string[]> {
  const results = new Map<string, string[]>();
  for (const { command = [], args = [], env = [] } of containers) {
    for (const text of [...command, ...args, ...env.map(({ value = '' }) => value)]) {
      for (const { step, result } of referencesIn(text)) results.set(step, [...results.get(step) ?? [], result]);
    }
  }
  return results;
}

/** Takes out the variable that told a step where to leave its results. */
export function withoutResultsFolder(container: Container): void {
  const env = container.env?.filter(({ name }) => name !== RESULTS_VARIABLE);
  if (env === undefined || env.length === 0) delete container.env;
  else container.env = env;
}
