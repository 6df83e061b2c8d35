import { nativeGates } from '../plan/gate';
import type { Plan, PlannedContainer } from '../plan/plan';
import { startedByProbe } from '../plan/startup-probe';
import { type Problem, quoted, type Rule, sorted } from './rule';

export const failNeverEnds: Rule = {
  id: 'fail-never-ends',
  severity: 'warning',
  title: 'if a native sidecar is never ready, the kubelet restarts it for ever, and the Pod does not fail',
  cure: 'set activeDeadlineSeconds, or use Mechanism.GUARD with asSidecar(), which fails after the timeout',
  check: (plan) => {
    if (plan.pod.outline.activeDeadlineSeconds !== undefined || !waitsForEver(plan)) return [];
    return [...plan.byName.values()].flatMap((planned) => problemsOf(plan, planned));
  },
};

function problemsOf({ pod }: Plan, planned: PlannedContainer): Problem[] {
  const dependents = dependentsOf(planned);
  if (dependents.length === 0) return [];
  const starts = dependents.length === 1 ? 'starts' : 'start';
  return [{
    container: planned.name,
    field: 'startupProbe',
    message: `if "${planned.name}" is never ready, the kubelet restarts it for ever: ${quoted(dependents)} never ${starts}, and the Pod does not fail (restartPolicy "${pod.restartPolicy}")`,
  }];
}

/** A Job counts the restarts of its containers under OnFailure, and fails at its backoffLimit. */
function waitsForEver({ pod }: Plan): boolean {
  const isJob = pod.outline.kind === 'Job' || pod.outline.kind === 'CronJob';
  return pod.restartPolicy === 'Never' || (pod.restartPolicy === 'OnFailure' && !isJob);
}

/** The dependents that must fail if the sidecar is not ready in time. */
function dependentsOf(planned: PlannedContainer): string[] {
  const byProbe = startedByProbe(planned) !== undefined;
  const gates = planned.awaitedBy.filter((edge) => edge.mechanism === 'native' && edge.condition === 'started' && byProbe);
  return sorted([...nativeGates(planned), ...gates].filter(({ onTimeout }) => onTimeout === 'fail').map(({ dependent }) => dependent));
}
