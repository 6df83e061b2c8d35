import { earlierSteps, stepsOf } from '../plan/step-plan';
import { quoted, type Rule, sorted } from './rule';

export const stepWhenNotEarlier: Rule = {
  id: 'step-when-not-earlier',
  severity: 'error',
  title: 'a condition of a step can name only an earlier step',
  cure: 'name an earlier step in the condition, or move the step after the step that it names',
  check: (plan) => stepsOf(plan).flatMap(({ name, declared }) => {
    const earlier = earlierSteps(plan, name);
    const others = sorted((declared.stepOptions?.when ?? []).map(({ step }) => step)).filter((step) => !earlier.has(step));
    return others.map((step) => ({ container: name, message: `step "${name}" has a condition on "${step}", which is not an earlier step; earlier steps: ${quoted(sorted(earlier))}` }));
  }),
};
