import { probeBudgetSeconds } from '../check-probe';
import { secondsText, startedByProbe } from '../plan/startup-probe';
import { isAutomaticProbe } from '../resolved-check';
import { type Problem, type Rule, sorted, wait } from './rule';

export const startedWaitsForProbe: Rule = {
  id: 'started-waits-for-probe',
  severity: 'info',
  title: 'the kubelet treats a native sidecar as started only after its startup probe has passed',
  cure: 'remove the startupProbe, or wait for Condition.HEALTHY',
  check: (plan) => {
    const problems: Problem[] = [];
    for (const planned of plan.byName.values()) {
      const probe = startedByProbe(planned);
      if (probe === undefined) continue;
      const byStart = planned.awaitedBy.filter(({ condition, mechanism }) => condition === 'started' && mechanism !== 'guard');
      const dependents = sorted(byStart.map(({ dependent }) => dependent));
      if (dependents.length === 0) continue;
      problems.push({
        container: planned.name,
        field: 'startupProbe',
        message: `${wait(dependents)} for the start of "${planned.name}", but the kubelet also waits for the startupProbe of "${planned.name}" (${secondsText(probeBudgetSeconds(probe))})`,
        ...(isAutomaticProbe(planned.container) ? { cure: 'cdk8s-plus added the startupProbe for portNumber: use ports instead, or wait for Condition.HEALTHY' } : {}),
      });
    }
    return problems;
  },
};
