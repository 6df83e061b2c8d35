import { unescapeReferences } from '../../private/check-target';
import type { Container, PodSpec } from '../../private/manifest';
import type { StepConditionModel, StepModel } from '../../private/model';
import { referencesIn, RESULTS_VARIABLE, type ResultReference } from '../../private/step-names';
import { durationMs } from './annotation';

/** How a step runs, as the command of its guard says; of its results, those that others use. */
export function stepOf(command: readonly string[], results: readonly string[]): StepModel {
  const timeoutMs = durationMs(valuesOf(command, '--run-timeout')[0] ?? '');
  const limit = Number(valuesOf(command, '--results-limit')[0]);
  const when = conditionsOf(command);
  return {
    ...(timeoutMs === undefined ? {} : { timeoutMs }),
    ...(valuesOf(command, '--on-error')[0] === 'continue' ? { onError: 'continue' } : {}),
    ...(when.length === 0 ? {} : { when }),
    results,
    ...(Number.isInteger(limit) ? { resultsLimit: limit } : {}),
  };
}

/** The results that steps make, as far as others use them: a rendered manifest says no more. */
export function resultsOfSteps({ containers = [] }: PodSpec): ReadonlyMap<string, readonly string[]> {
  const results = new Map<string, Set<string>>();
  const add = ({ step, result }: ResultReference): void => { results.set(step, new Set([...results.get(step) ?? [], result])); };
  for (const { command = [], args = [], env = [] } of containers) {
    for (const text of [...command, ...args, ...env.map(({ value = '' }) => value)]) referencesIn(text).forEach(add);
    for (const condition of conditionsOf(command)) if (condition.kind === 'result') add(condition);
  }
  return new Map([...results].map(([step, names]) => [step, [...names]]));
}

/** The values of an option of a guard, as we render it. */
function valuesOf(command: readonly string[], option: string): string[] {
  const own = command.slice(0, Math.max(0, command.indexOf('--')));
  return own.flatMap((word, index) => (word === option && index + 1 < own.length ? [own[index + 1]!] : []));
}

function conditionsOf(command: readonly string[]): StepConditionModel[] {
  return valuesOf(command, '--when').flatMap((text) => {
    const [, step, result, operator, value] = /^([a-z0-9-]+)(?:\.([a-z0-9-]+))?(!?=)(.*)$/su.exec(unescapeReferences(text)) ?? [];
    if (step === undefined || value === undefined) return [];
    const equal = operator === '=';
    return [result === undefined
      ? { kind: 'exit-code', step, equal, code: Number(value) }
      : { kind: 'result', step, equal, result, value }];
  });
}

/** Takes out the variable that told a step where to leave its results. */
export function withoutResultsFolder(container: Container): void {
  const env = container.env?.filter(({ name }) => name !== RESULTS_VARIABLE);
  if (env === undefined || env.length === 0) delete container.env;
  else container.env = env;
}
