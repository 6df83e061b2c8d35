import { earlierSteps, stepsOf } from '../plan/step-plan';
import { quoted, type Rule, sorted } from './rule';

export const stepWhenNotEarlier: Rule = {
  id: 'step-when-not-earlier',
  severity: 'error',
  title: 'a step can only be made to depend on what an earlier step has done',
  cure: 'let the condition name an earlier step, or move the step behind it',
  check: (plan) => stepsOf(plan).flatMap(({ name, declared }) => {
    const earlier = earlierSteps(plan, name);
    const others = sorted((declared.stepOptions?.when ?? []).map(({ step }) => step)).filter((step) => !earlier.has(step));
    return others.map((step) => ({ container: name, message: `step "${name}" runs only when something holds of "${step}", which is no earlier step; earlier ones: ${quoted(sorted(earlier))}` }));
  }),
};
