import { healthDependents } from '../plan/gate';
import { isResolved } from '../resolved-check';
import { type Problem, type Rule, wait } from './rule';

export const noCheck: Rule = {
  id: 'no-check',
  severity: 'error',
  title: 'the condition healthy needs a check or a probe',
  cure: 'declare a check with readyWhen(Check.httpGet(…)), or wait for Condition.STARTED',
  check: (plan) => {
    const problems: Problem[] = [];
    for (const planned of plan.byName.values()) {
      if (planned.check === undefined || isResolved(planned.check) || planned.check.problem !== 'none') continue;
      const dependents = healthDependents(planned);
      if (dependents.length === 0) continue;
      problems.push({ container: planned.name, message: `${wait(dependents)} until "${planned.name}" is healthy, but "${planned.name}" has no probe and no declared check` });
    }
    return problems;
  },
};
