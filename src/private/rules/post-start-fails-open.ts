import { byGuard, choice, use } from '../remedy';
import { type Problem, type Rule, sorted, wait } from './rule';

export const postStartFailsOpen: Rule = {
  id: 'post-start-fails-open',
  severity: 'warning',
  title: 'a postStart hook is a gate that any fault opens',
  cure: 'use Mechanism.NATIVE (Kubernetes 1.29 or newer), or Mechanism.GUARD with imageEntrypoint and configure({ runtimeImage })',
  concerns: ['post-start'],
  check: (plan) => {
    const problems: Problem[] = [];
    for (const planned of plan.byName.values()) {
      const edges = planned.awaitedBy.filter((edge) => edge.mechanism === 'post-start');
      const dependents = sorted(edges.map((edge) => edge.dependent));
      if (dependents.length === 0) continue;
      problems.push({
        container: planned.name,
        message: `${wait(dependents)} for "${planned.name}" with the mechanism "post-start", which fails open: if the hook fails or times out, the sidecar crashes or the kubelet restarts, ${dependents.length === 1 ? 'it starts' : 'they start'} anyway`,
        ...(planned.role === 'injected' ? { cure: choice(use(byGuard(plan, edges)), 'make the command of the container wait') } : {}),
      });
    }
    return problems;
  },
};
