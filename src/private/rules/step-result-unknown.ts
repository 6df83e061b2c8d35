import type { Plan, PlannedContainer } from '../plan/plan';
import { earlierSteps, stepsOf, usedResults } from '../plan/step-plan';
import type { ResultReference } from '../step-names';
import { type Problem, quoted, type Rule } from './rule';

export const stepResultUnknown: Rule = {
  id: 'step-result-unknown',
  severity: 'error',
  title: 'a step can use only the results of earlier steps',
  cure: 'declare the result in the earlier step, such as results: ["digest"], or correct its name',
  check: (plan) => stepsOf(plan).flatMap((planned) => problemsOf(plan, planned)),
};

function problemsOf(plan: Plan, planned: PlannedContainer): Problem[] {
  const earlier = earlierSteps(plan, planned.name);
  const conditions = planned.declared.stepOptions?.when ?? [];
  const looksAt = conditions.filter((condition) => condition.kind === 'result' && earlier.has(condition.step)) as ResultReference[];
  const unknown = [...usedResults(planned), ...looksAt]
    .filter(({ step, result }) => !(earlier.has(step) && resultsOf(plan, step).includes(result)));
  return unknown.map(({ step, result }) => {
    const which = earlier.has(step) ? `which declares ${quoted(resultsOf(plan, step))}` : 'which is not an earlier step';
    return { container: planned.name, message: `step "${planned.name}" uses the result "${result}" of "${step}", ${which}` };
  });
}

function resultsOf(plan: Plan, step: string): readonly string[] {
  return plan.byName.get(step)?.declared.stepOptions?.results ?? [];
}
