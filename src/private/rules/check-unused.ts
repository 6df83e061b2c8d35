import type { Problem, Rule } from './rule';

export const checkUnused: Rule = {
  id: 'check-unused',
  severity: 'info',
  title: 'only a dependency with Condition.HEALTHY uses a check',
  cure: 'wait for Condition.HEALTHY, or remove readyWhen',
  check: (plan) => {
    const problems: Problem[] = [];
    for (const { name, role, placement, declared, check } of plan.byName.values()) {
      if (declared.check === undefined || check !== undefined || (role === 'init' && placement === 'init')) continue;
      problems.push({ container: name, message: `a check is declared for "${name}", but nothing waits until "${name}" is healthy: the check never runs`, ...(declared.foreign === undefined ? {} : { cure: 'declare the container that waits for it, or remove it' }) });
    }
    return problems;
  },
};
