import { byGuard, choice, use } from '../remedy';
import { type Problem, type Rule, sorted, wait } from './rule';

export const jobWorkerBecomesSidecar: Rule = {
  id: 'job-worker-becomes-sidecar',
  severity: 'warning',
  title: 'in a Pod that ends, a native sidecar is stopped as soon as the other containers have ended',
  cure: 'declare asSidecar() on it if that is right, or use Mechanism.GUARD',
  check: (plan) => {
    if (plan.pod.restartPolicy === 'Always') return [];
    const problems: Problem[] = [];
    for (const planned of plan.byName.values()) {
      if (planned.role !== 'regular' || planned.placement !== 'native' || planned.sidecar) continue;
      problems.push({
        container: planned.name,
        message: `"${planned.name}" becomes a native sidecar, since ${wait(sorted(planned.awaitedBy.map((edge) => edge.dependent)))} for it: if it has work to end, it is killed half-way when the other containers have ended (restartPolicy "${plan.pod.restartPolicy}")`,
        cure: choice('declare asSidecar() on it if that is right', use(byGuard(plan, planned.awaitedBy))),
      });
    }
    return problems;
  },
};
