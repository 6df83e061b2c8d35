import { groupBy } from '../group-by';
import type { StepConditionModel } from '../model';
import type { Plan, PlannedContainer } from '../plan/plan';
import { stepsOf } from '../plan/step-plan';
import { conditionText } from '../step-condition-text';
import type { Problem, Rule } from './rule';

export const stepNeverRuns: Rule = {
  id: 'step-never-runs',
  severity: 'error',
  title: 'all conditions of a step must be able to be true together',
  cure: 'remove one of the conditions',
  check: (plan) => stepsOf(plan).flatMap((planned) => [...afterStop(plan, planned), ...contradictions(planned)]),
};

/** Under OnError.STOP, later steps run only after exit code 0. */
function afterStop(plan: Plan, { name, declared }: PlannedContainer): Problem[] {
  const skipped = (declared.stepOptions?.when ?? []).filter((condition) => needsFailure(condition) && stops(plan, condition.step));
  return skipped.map((condition) => ({
    container: name,
    message: `step "${name}" runs only when ${conditionText(condition)}, but "${condition.step}" has OnError.STOP: when it fails, later steps are skipped`,
    cure: `set onError: OnError.CONTINUE for "${condition.step}", or remove the condition`,
  }));
}

function needsFailure(condition: StepConditionModel): boolean {
  return condition.kind === 'exit-code' && condition.equal === (condition.code !== 0);
}

function stops(plan: Plan, step: string): boolean {
  const declared = plan.byName.get(step)?.declared;
  return declared?.step === true && declared.stepOptions?.onError !== 'continue';
}

/** Two conditions on one exit code or result, of which at most one holds. */
function contradictions({ name, declared }: PlannedContainer): Problem[] {
  const bySubject = groupBy(declared.stepOptions?.when ?? [], subjectOf);
  return [...bySubject.values()].flatMap((conditions) => {
    const first = conditions.find(({ equal }) => equal);
    if (first === undefined) return [];
    const other = conditions.find((condition) => (valueOf(condition) === valueOf(first)) !== condition.equal);
    return other === undefined ? [] : [{
      container: name,
      message: `step "${name}" runs only when ${conditionText(first)} and ${conditionText(other)}, which can't both be true`,
    }];
  });
}

function subjectOf(condition: StepConditionModel): string {
  return condition.kind === 'exit-code' ? condition.step : `${condition.step} ${condition.result}`;
}

function valueOf(condition: StepConditionModel): number | string {
  return condition.kind === 'exit-code' ? condition.code : condition.value;
}
