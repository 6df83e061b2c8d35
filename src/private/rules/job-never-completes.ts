import type { Plan, PlannedContainer } from '../plan';
import { PROBE_FIELDS } from '../resolved-check';
import { restartPolicyOf, restartsAfter } from '../restart-policy';
import { failNeedsAnEnd } from './fail-needs-an-end';
import { awaitedToEnd } from './gate';
import { quoted, type Rule, sorted, wait } from './rule';

export const jobNeverCompletes: Rule = {
  id: 'job-never-completes',
  severity: 'warning',
  title: 'a Pod that must end completes only when all of its containers have ended',
  cure: 'declare asSidecar() on it, so that it ends with the others',
  check: (plan) => {
    const { restartPolicy } = plan.pod;
    if (restartPolicy === 'Always') return [];
    const regular = [...plan.byName.values()].filter(({ placement, sidecar, declared }) => placement === 'regular' && !sidecar && declared.step !== true);
    const workers = regular.filter((planned) => !serves(planned) && !isAwaited(planned));
    // that one is an error
    const failing = new Set(failNeedsAnEnd.check(plan).map(({ container }) => container));
    return regular.filter((planned) => !failing.has(planned.name) && !awaitedToEnd(planned)).flatMap((planned) => {
      const reason = reasonOf(plan, planned, workers);
      return reason === undefined ? [] : [{
        container: planned.name,
        message: `"${planned.name}" is not known to end, ${reason}: the Pod does not complete before it ends (restartPolicy "${restartPolicy}")`,
        ...(restartPolicyOf(plan, planned).policy === 'Always' ? { cure: `declare asSidecar() on it, or remove restartPolicy of "${planned.name}"` } : {}),
      }];
    });
  },
};

/** Somebody waits until it runs, and nobody until it has ended. */
function isAwaited(planned: PlannedContainer): boolean {
  return planned.awaitedBy.length > 0 && !awaitedToEnd(planned);
}

/** What listens, and what is asked for its health, goes on until it is told to end. */
function serves({ container }: PlannedContainer): boolean {
  return (container.ports?.length ?? 0) > 0 || PROBE_FIELDS.some((field) => container[field] !== undefined);
}

function reasonOf(plan: Plan, planned: PlannedContainer, workers: readonly PlannedContainer[]): string | undefined {
  if (restartsAfter(plan, planned, 0)) return 'since the kubelet starts it again when it has ended';
  if (isAwaited(planned)) return `since ${wait(sorted(planned.awaitedBy.map(({ dependent }) => dependent)))} for it`;
  return workers.length > 0 && serves(planned) ? `since it has ports or probes beside ${quoted(workers.map(({ name }) => name))}` : undefined;
}
