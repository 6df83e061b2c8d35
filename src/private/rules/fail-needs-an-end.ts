import { GUARD_GAVE_UP, restartsAfter } from '../restart-policy';
import type { Rule } from './rule';

export const failNeedsAnEnd: Rule = {
  id: 'fail-needs-an-end',
  severity: 'error',
  title: 'under restartPolicy Never a guard that gives up ends its container, and the Pod runs for ever with the other one',
  cure: 'declare asSidecar() on the dependency, so that it ends with the others, or use OnTimeout.BLOCK',
  concerns: ['guard'],
  check: (plan) => {
    return plan.edges.filter((edge) => {
      if (edge.mechanism !== 'guard' || edge.onTimeout !== 'fail' || (edge.condition !== 'healthy' && edge.condition !== 'started')) return false;
      const dependency = plan.byName.get(edge.dependency)!;
      const dependent = plan.byName.get(edge.dependent)!;
      return dependency.placement === 'regular' && !dependency.sidecar && dependent.placement === 'regular' && !restartsAfter(plan, dependent, GUARD_GAVE_UP);
    }).map((edge) => ({
      container: edge.dependency,
      message: `when "${edge.dependent}" gives up waiting for "${edge.dependency}" it has failed for good (restartPolicy "Never"), but "${edge.dependency}" is not known to end: the Pod would run for ever`,
    }));
  },
};
