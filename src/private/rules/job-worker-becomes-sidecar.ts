import { byGuard, choice, use } from '../remedy';
import { type Problem, type Rule, sorted, wait } from './rule';

export const jobWorkerBecomesSidecar: Rule = {
  id: 'job-worker-becomes-sidecar',
  severity: 'warning',
  title: 'the kubelet stops a native sidecar when the other containers have ended',
  cure: 'declare asSidecar() if the container is a sidecar, or use Mechanism.GUARD',
  check: (plan) => {
    if (plan.pod.restartPolicy === 'Always') return [];
    const problems: Problem[] = [];
    for (const planned of plan.byName.values()) {
      if (planned.role !== 'regular' || planned.placement !== 'native' || planned.sidecar) continue;
      problems.push({
        container: planned.name,
        message: `"${planned.name}" becomes a native sidecar because ${wait(sorted(planned.awaitedBy.map((edge) => edge.dependent)))} for it: unfinished work is lost when the other containers have ended (restartPolicy "${plan.pod.restartPolicy}")`,
        cure: choice('declare asSidecar() if the container is a sidecar', use(byGuard(plan, planned.awaitedBy))),
      });
    }
    return problems;
  },
};
