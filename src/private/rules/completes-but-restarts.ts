import { CONTAINER_RESTART_MINOR } from '../kubernetes-version';
import { asksForAnEnd } from '../plan/filled-edge';
import type { Plan, PlannedEdge } from '../plan/plan';
import { restartPolicyOf, restartsAfter } from '../restart-policy';
import type { Problem, Rule } from './rule';

export const completesButRestarts: Rule = {
  id: 'completes-but-restarts',
  severity: 'error',
  title: 'under restartPolicy Always the kubelet restarts a container each time it ends',
  cure: 'use Condition.SUCCEEDED and no mechanism in every dependency on the container, which makes it an init container, or use a Job',
  concerns: ['guard'],
  check: (plan) => plan.edges
    .filter((edge) => edge.mechanism === 'guard' && asksForAnEnd(edge))
    .filter((edge) => {
      const dependency = plan.byName.get(edge.dependency)!;
      return dependency.placement === 'regular' && !dependency.sidecar && restartsAfter(plan, dependency, 0);
    })
    .map((edge) => ({
      ...cureOf(plan, edge),
      container: edge.dependency,
      message: `"${edge.dependent}" waits until "${edge.dependency}" has ${edge.condition}, but ${whatRestarts(plan, edge.dependency)}: the kubelet restarts "${edge.dependency}" each time it ends`,
    })),
};

function whatRestarts(plan: Plan, name: string): string {
  const { policy, own } = restartPolicyOf(plan, plan.byName.get(name)!);
  if (policy !== 'Always') return `"${name}" has restartPolicyRules`;
  return own ? 'its own restartPolicy is "Always"' : 'the Pod\'s restartPolicy is "Always"';
}

/** What to remove, if only options that need a guard keep the dependency from becoming an init container. */
function cureOf(plan: Plan, edge: PlannedEdge): Pick<Problem, 'cure'> {
  const { restartPolicy, restartPolicyRules = [] } = plan.byName.get(edge.dependency)!.container;
  if (!restartsAfter({ ...plan, minor: CONTAINER_RESTART_MINOR }, plan.byName.get(edge.dependency)!, 0)) {
    return { cure: `set kubernetesVersion to 1.${CONTAINER_RESTART_MINOR} or newer, which keeps the restartPolicy of "${edge.dependency}"` };
  }
  if (plan.minor >= CONTAINER_RESTART_MINOR && (restartPolicy === 'Always' || restartPolicyRules.length > 0)) {
    return { cure: `set restartPolicy: OnFailure for "${edge.dependency}"${restartPolicyRules.length > 0 ? ', and remove its restartPolicyRules' : ''}` };
  }
  const asked = plan.edges.filter((other) => other.dependency === edge.dependency);
  if (asked.some((other) => other.condition !== 'succeeded')) return {};
  const named = [
    ...(asked.some((other) => other.onTimeout === 'continue') ? ['OnTimeout.CONTINUE'] : []),
    ...(asked.some((other) => other.regate) ? ['regate'] : []),
  ];
  if (named.length === 0) return {};
  if (plan.order.edges.some((other) => other.dependency === edge.dependency && other.mechanism === 'guard')) named.push('Mechanism.GUARD');
  return { cure: `remove ${named.join(' and ')} from every dependency on "${edge.dependency}", which makes it an init container, or use a Job` };
}
