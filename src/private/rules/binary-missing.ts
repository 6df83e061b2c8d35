import type { PlannedContainer } from '../plan/plan';
import { type Problem, quoted, type Rule, sorted } from './rule';

export const binaryMissing: Rule = {
  id: 'binary-missing',
  severity: 'error',
  title: 'a container that runs the waiter needs the startgate binary',
  cure: 'set the path in the image: waiterPath("/startgate"); or install the waiter: configure({ runtimeImage: "registry.example/startgate:0.1.0" })',
  check: (plan) => {
    const problems: Problem[] = [];
    for (const planned of plan.byName.values()) {
      if (!planned.needsWaiter || planned.waiterPath !== undefined) continue;
      problems.push({ container: planned.name, message: `${reasonOf(planned)}, but "${planned.name}" has no startgate binary` });
    }
    if (plan.order.runtimeImage !== undefined) return problems;
    for (const { name, sidecars } of plan.waiters) {
      const awaited = quoted(sidecars.map((sidecar) => sidecar.name));
      problems.push({
        container: sidecars[0]!.name,
        message: `the init container "${name}" waits for ${awaited}, but no image brings the waiter`,
        cure: 'configure({ runtimeImage: "registry.example/startgate:0.1.0" })',
      });
    }
    return problems;
  },
};

function reasonOf(planned: PlannedContainer): string {
  if (planned.guarded) return `a guard starts the command of "${planned.name}"`;
  const place = planned.awaitedBy.some((edge) => edge.mechanism === 'native-waiter') ? 'startupProbe' : 'postStart hook';
  const byWaiter = planned.awaitedBy.filter(({ mechanism }) => mechanism === 'native-waiter' || mechanism === 'post-start');
  const names = sorted(byWaiter.map(({ dependent }) => dependent));
  return `${quoted(names)} ${names.length === 1 ? 'waits' : 'wait'} for "${planned.name}" with a ${place} that runs the waiter`;
}
