import type { PlannedContainer } from '../plan/plan';
import { type Problem, quoted, type Rule, sorted } from './rule';

export const binaryMissing: Rule = {
  id: 'binary-missing',
  severity: 'error',
  title: 'a container in which the waiter is to run needs the binary',
  cure: 'say where the image has it: waiterPath("/startgate"); or have it installed: configure({ runtimeImage: "registry.example/startgate:0.1.0" })',
  check: (plan) => {
    const problems: Problem[] = [];
    for (const planned of plan.byName.values()) {
      if (!planned.needsBinary || planned.binary !== undefined) continue;
      problems.push({ container: planned.name, message: `${reasonOf(planned)}, but nothing brings the binary into "${planned.name}"` });
    }
    return problems;
  },
};

function reasonOf(planned: PlannedContainer): string {
  if (planned.guarded) return `the command of "${planned.name}" runs behind a guard`;
  const place = planned.awaitedBy.some((edge) => edge.mechanism === 'native-waiter') ? 'startupProbe' : 'postStart hook';
  const byWaiter = planned.awaitedBy.filter(({ mechanism }) => mechanism === 'native-waiter' || mechanism === 'post-start');
  const names = sorted(byWaiter.map(({ dependent }) => dependent));
  return `${quoted(names)} ${names.length === 1 ? 'waits' : 'wait'} for "${planned.name}" by a ${place} that runs the waiter`;
}
