import type { Problem, Rule } from './rule';

export const checkUnused: Rule = {
  id: 'check-unused',
  severity: 'info',
  title: 'a check is looked at only where a dependency waits for health',
  cure: 'wait for it with Condition.HEALTHY, or leave readyWhen out',
  check: (plan) => {
    const problems: Problem[] = [];
    for (const { name, role, placement, declared, check } of plan.byName.values()) {
      if (declared.check === undefined || check !== undefined || (role === 'init' && placement === 'init')) continue;
      problems.push({ container: name, message: `a check is declared for "${name}", but nothing waits until "${name}" is healthy: it is never looked at` });
    }
    return problems;
  },
};
