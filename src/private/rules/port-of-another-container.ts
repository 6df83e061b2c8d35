import { checkedPorts } from '../plan/checked-ports';
import { declaredPorts } from '../plan/declared-ports';
import { checkText } from '../plan/gate';
import { type Problem, quoted, type Rule, sorted } from './rule';

export const portOfAnotherContainer: Rule = {
  id: 'port-of-another-container',
  severity: 'error',
  title: 'a check must look at its own container, not at another one of the Pod',
  cure: 'use the port on which the container itself listens, and declare it in its ports',
  check: (plan) => {
    const checked = checkedPorts(plan);
    if (checked.length === 0) return [];
    const declared = declaredPorts(plan);
    const problems: Problem[] = [];
    for (const { planned, port } of checked) {
      const owners = declared.get(port);
      if (owners === undefined || owners.includes(planned.name)) continue;
      problems.push({ container: planned.name, message: `${checkText(planned)} looks at port ${port}, which ${quoted(sorted(owners))} declares and "${planned.name}" does not` });
    }
    return problems;
  },
};
