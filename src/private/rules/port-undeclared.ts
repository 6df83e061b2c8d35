import { checkedPorts } from '../plan/checked-ports';
import { declaredPorts } from '../plan/declared-ports';
import { checkText } from '../plan/gate';
import type { Plan } from '../plan/plan';
import type { Rule } from './rule';

export const portUndeclared: Rule = {
  id: 'port-undeclared',
  severity: 'info',
  title: 'a port that no container declares may be a typing error',
  cure: 'correct the port, or declare it in the ports of the container',
  check: (plan) => {
    const checked = checkedPorts(plan);
    if (checked.length === 0) return [];
    const declared = declaredPorts(plan);
    return checked.filter(({ port, planned }) => planned.role !== 'injected' && !declared.has(port)).map(({ planned, port }) => ({
      container: planned.name,
      message: `${checkText(planned)} uses port ${port}, which no container of the Pod declares${declaresOtherwise(plan, port) ? ' for TCP' : ''}`,
    }));
  },
};

/** For UDP, say. */
function declaresOtherwise({ containers }: Plan, port: number): boolean {
  return containers.some(({ container }) => container.ports?.some(({ containerPort }) => containerPort === port));
}
