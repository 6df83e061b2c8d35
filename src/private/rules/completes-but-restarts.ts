import type { Plan, PlannedEdge } from '../plan';
import type { Problem, Rule } from './rule';

export const completesButRestarts: Rule = {
  id: 'completes-but-restarts',
  severity: 'error',
  title: 'under restartPolicy Always a container that ends is started again, for ever',
  cure: 'let every dependency on it be Condition.SUCCEEDED without a mechanism, so that it becomes an init container, or use a Job',
  concerns: ['guard'],
  check: (plan) => plan.pod.restartPolicy !== 'Always' ? [] : plan.edges
    .filter((edge) => edge.mechanism === 'guard' && (edge.condition === 'completed' || edge.condition === 'succeeded'))
    .filter((edge) => plan.byName.get(edge.dependency)!.placement === 'regular' && !plan.byName.get(edge.dependency)!.sidecar)
    .map((edge) => ({
      ...cureOf(plan, edge),
      container: edge.dependency,
      message: `"${edge.dependent}" waits until "${edge.dependency}" has ${edge.condition}, but the Pod's restartPolicy is "Always": "${edge.dependency}" is started again each time it ends`,
    })),
};

/** Where only what needs a guard keeps the dependency from becoming an init container: what to leave out. */
function cureOf(plan: Plan, edge: PlannedEdge): Pick<Problem, 'cure'> {
  const asked = plan.edges.filter((other) => other.dependency === edge.dependency);
  if (asked.some((other) => other.condition !== 'succeeded')) return {};
  const named = [
    ...(asked.some((other) => other.onTimeout === 'continue') ? ['OnTimeout.CONTINUE'] : []),
    ...(asked.some((other) => other.regate) ? ['regate'] : []),
  ];
  if (named.length === 0) return {};
  if (plan.order.edges.some((other) => other.dependency === edge.dependency && other.mechanism === 'guard')) named.push('Mechanism.GUARD');
  return { cure: `leave out ${named.join(' and ')} in every dependency on "${edge.dependency}", so that it becomes an init container, or use a Job` };
}
