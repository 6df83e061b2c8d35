import { awaitedToEnd } from '../plan/gate';
import type { Plan, PlannedContainer } from '../plan/plan';
import { PROBE_FIELDS } from '../resolved-check';
import { restartPolicyOf, restartsAfter } from '../restart-policy';
import { failNeedsAnEnd } from './fail-needs-an-end';
import { quoted, type Rule, sorted, wait } from './rule';

export const jobNeverCompletes: Rule = {
  id: 'job-never-completes',
  severity: 'warning',
  title: 'a Pod completes only when all its containers have ended',
  cure: 'declare asSidecar() on the container, so that it ends with the others',
  check: (plan) => {
    const { restartPolicy } = plan.pod;
    if (restartPolicy === 'Always') return [];
    const alone = sidecarsAlone(plan);
    if (alone.length > 0) {
      const are = alone.length === 1 ? 'is a sidecar' : 'are sidecars';
      return [{
        message: `${quoted(alone)} ${are}, but no other container does the work: the Pod does not complete (restartPolicy "${restartPolicy}")`,
        cure: 'remove asSidecar() from the container that does the work',
      }];
    }
    const regular = [...plan.byName.values()]
      .filter(({ placement, sidecar, declared }) => placement === 'regular' && !sidecar && declared.step !== true);
    const workers = regular.filter((planned) => !serves(planned) && !isAwaited(planned));
    // fail-needs-an-end reports these as errors
    const failing = new Set(failNeedsAnEnd.check(plan).map(({ container }) => container));
    return regular.filter((planned) => !failing.has(planned.name) && !awaitedToEnd(planned)).flatMap((planned) => {
      const reason = reasonOf(plan, planned, workers);
      return reason === undefined ? [] : [{
        container: planned.name,
        message: `${reason}: the Pod does not complete (restartPolicy "${restartPolicy}")`,
        ...(restartPolicyOf(plan, planned).policy === 'Always' ? { cure: `declare asSidecar() on "${planned.name}", or remove its restartPolicy` } : {}),
      }];
    });
  },
};

/**
 * The sidecars of a Pod without another regular container: nothing ends them. If they are native, `no-containers-left`
 * reports them.
 */
function sidecarsAlone({ byName }: Plan): string[] {
  const regular = [...byName.values()].filter(({ placement }) => placement === 'regular');
  return regular.every(({ sidecar }) => sidecar) ? regular.map(({ name }) => name) : [];
}

/** A container waits until this one runs, and none waits until it has ended. */
function isAwaited(planned: PlannedContainer): boolean {
  return planned.awaitedBy.length > 0 && !awaitedToEnd(planned);
}

/** A container with ports or probes runs until something ends it. */
function serves({ container }: PlannedContainer): boolean {
  return (container.ports?.length ?? 0) > 0 || PROBE_FIELDS.some((field) => container[field] !== undefined);
}

function reasonOf(plan: Plan, planned: PlannedContainer, workers: readonly PlannedContainer[]): string | undefined {
  const { name, awaitedBy } = planned;
  if (restartsAfter(plan, planned, 0)) return `the kubelet restarts "${name}" whenever "${name}" ends`;
  if (isAwaited(planned)) return `${wait(sorted(awaitedBy.map(({ dependent }) => dependent)))} for "${name}", and nothing ends "${name}"`;
  return workers.length > 0 && serves(planned) ? `"${name}" has ports or probes, and nothing ends "${name}" after ${quoted(workers.map((worker) => worker.name))}` : undefined;
}
