/** The steps of a plan: what a step can read, and what a step does. */
import { referencesIn, type ResultReference } from '../step-names';
import type { Plan, PlannedContainer } from './plan';

/** The steps of a Pod, in the order of the manifest. */
export function stepsOf(plan: Plan): PlannedContainer[] {
  return plan.containers.filter(({ declared }) => declared.step === true);
}

/** The names of all direct and indirect dependencies of a step: the containers that have ended when the step starts. */
export function earlierSteps(plan: Plan, name: string): Set<string> {
  const earlier = new Set<string>();
  const open = [name];
  for (let next = open.pop(); next !== undefined; next = open.pop()) {
    for (const { dependency } of plan.byName.get(next)?.waitsFor ?? []) {
      if (earlier.has(dependency) || plan.byName.get(dependency)?.declared.step !== true) continue;
      earlier.add(dependency);
      open.push(dependency);
    }
  }
  return earlier;
}

/** The results that the command, arguments and variables of a step refer to, each once. */
export function usedResults(planned: PlannedContainer): ResultReference[] {
  const { env = [], args = [] } = planned.container.step ?? {};
  const texts = [...(planned.command ?? []), ...args, ...env.map(({ value = '' }) => value)];
  return [...new Map(texts.flatMap(referencesIn).map((reference) => [`${reference.step} ${reference.result}`, reference])).values()];
}

/** The variables that contain a reference. */
export function usingVariables({ container }: PlannedContainer): string[] {
  return (container.step?.env ?? []).filter(({ value = '' }) => referencesIn(value).length > 0).map(({ name }) => name);
}
