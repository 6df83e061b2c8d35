import type { Plan, PlannedContainer } from '../plan/plan';
import { earlierSteps, stepsOf, usedResults } from '../plan/step-plan';
import type { ResultReference } from '../step-names';
import { type Problem, quoted, type Rule } from './rule';

export const stepResultUnknown: Rule = {
  id: 'step-result-unknown',
  severity: 'error',
  title: 'a step can only use a result that an earlier step makes',
  cure: 'declare it in the results of the earlier step, such as results: ["digest"], or correct its name',
  check: (plan) => stepsOf(plan).flatMap((planned) => problemsOf(plan, planned)),
};

function problemsOf(plan: Plan, planned: PlannedContainer): Problem[] {
  const earlier = earlierSteps(plan, planned.name);
  const looksAt = (planned.declared.stepOptions?.when ?? []).filter((condition) => condition.kind === 'result' && earlier.has(condition.step)) as ResultReference[];
  return [...usedResults(planned), ...looksAt].filter(({ step, result }) => !(earlier.has(step) && resultsOf(plan, step).includes(result))).map(({ step, result }) => ({
    container: planned.name,
    message: `step "${planned.name}" uses the result "${result}" of "${step}", ${earlier.has(step) ? `which makes ${quoted(resultsOf(plan, step))}` : 'which is no earlier step'}`,
  }));
}

function resultsOf(plan: Plan, step: string): readonly string[] {
  return plan.byName.get(step)?.declared.stepOptions?.results ?? [];
}
