import { checkedPorts } from '../plan/checked-ports';
import { declaredPorts } from '../plan/declared-ports';
import { checkText } from '../plan/gate';
import { type Problem, quoted, type Rule, sorted } from './rule';

export const portOfAnotherContainer: Rule = {
  id: 'port-of-another-container',
  severity: 'error',
  title: 'a check must use a port of its own container, not of another container',
  cure: 'use a port that the container itself listens on, and declare the port in its ports',
  check: (plan) => {
    const checked = checkedPorts(plan);
    if (checked.length === 0) return [];
    const declared = declaredPorts(plan);
    const problems: Problem[] = [];
    for (const { planned, port } of checked) {
      const owners = declared.get(port);
      if (owners === undefined || owners.includes(planned.name)) continue;
      problems.push({ container: planned.name, message: `${checkText(planned)} uses port ${port}, which is declared by ${quoted(sorted(owners))} and not by "${planned.name}"` });
    }
    return problems;
  },
};
