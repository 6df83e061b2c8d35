import type { Rule } from './rule';

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
      message: `"${edge.dependent}" waits until "${edge.dependency}" has ${edge.condition}, but the Pod's restartPolicy is "Always": "${edge.dependency}" is started again each time it ends`,
    })),
};
