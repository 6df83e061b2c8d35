import type { Plan, PlannedContainer } from '../plan/plan';
import { stepsOf } from '../plan/step-plan';
import { restartsAfter } from '../restart-policy';
import { type Problem, quoted, type Rule } from './rule';

export const stepRestarts: Rule = {
  id: 'step-restarts',
  severity: 'error',
  title: 'a step runs once: only its Job retries, and it runs all steps again',
  cure: 'set restartPolicy: Never in the Pod; to run all steps again, set backoffLimit of the Job',
  check: (plan) => {
    const steps = stepsOf(plan);
    const { restartPolicy } = plan.pod;
    if (steps.length === 0) return [];
    if (restartPolicy === 'Never') return steps.flatMap((step) => ofItsOwn(plan, step));
    return [{ container: steps[0]!.name, message: `${quoted(steps.map(({ name }) => name))} ${steps.length === 1 ? 'is a step' : 'are steps'}, but the Pod's restartPolicy is "${restartPolicy}"` }];
  },
};

function ofItsOwn(plan: Plan, step: PlannedContainer): Problem[] {
  if (!restartsAfter(plan, step, 0) && !restartsAfter(plan, step, 1)) return [];
  const { restartPolicy, restartPolicyRules = [] } = step.container;
  const own = restartPolicyRules.length > 0 ? 'restartPolicyRules' : `restartPolicy "${restartPolicy!}"`;
  return [{
    container: step.name,
    field: 'restartPolicy',
    message: `"${step.name}" is a step, but its own ${own} can restart it`,
    cure: `remove restartPolicy and restartPolicyRules of "${step.name}"`,
  }];
}
