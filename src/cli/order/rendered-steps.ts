import { DEFAULT_LIMIT, type StepSettings } from '../../../sidecar-runtime/src/waiter/invocation';
import type { Container, PodSpec } from '../../private/manifest';
import type { StepModel } from '../../private/model';
import { RESULTS_VARIABLE } from '../../private/step-names';
import { startgateWords } from './startgate-words';

/** How a step runs, as its guard says; of its results, those that others use. */
export function stepOf({ timeout, continues, when, resultsLimit }: StepSettings, results: readonly string[]): StepModel {
  return {
    ...(timeout === undefined ? {} : { timeoutMs: timeout }),
    ...(continues ? { onError: 'continue' } : {}),
    ...(when.length === 0 ? {} : { when }),
    results,
    ...(resultsLimit === DEFAULT_LIMIT ? {} : { resultsLimit }),
  };
}

/** The results that steps make, as far as others use them: a rendered manifest says no more. */
export function resultsOfSteps({ containers = [] }: PodSpec): ReadonlyMap<string, readonly string[]> {
  const results = new Map<string, Set<string>>();
  for (const { command = [] } of containers) {
    const words = startgateWords(command);
    const used = words?.verb === 'exec' && words.step !== undefined ? [...words.step.uses, ...words.step.when] : [];
    for (const each of used) if ('result' in each) results.set(each.step, new Set([...results.get(each.step) ?? [], each.result]));
  }
  return new Map([...results].map(([step, names]) => [step, [...names]]));
}

/** Takes out the variable that told a step where to leave its results. */
export function withoutResultsFolder(container: Container): void {
  const env = container.env?.filter(({ name }) => name !== RESULTS_VARIABLE);
  if (env === undefined || env.length === 0) delete container.env;
  else container.env = env;
}
