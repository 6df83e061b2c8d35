import { nativeGates } from '../plan/gate';
import { startupProbeIsTaken } from '../plan/startup-probe';
import { type Problem, type Rule, wait } from './rule';

export const startupProbeTaken: Rule = {
  id: 'startup-probe-taken',
  severity: 'error',
  title: 'a startup probe of the container itself is never overwritten',
  cure: 'remove the startupProbe, or leave out readyWhen to use the startupProbe as the gate',
  concerns: ['native', 'native-waiter'],
  check: (plan) => {
    const problems: Problem[] = [];
    for (const planned of plan.byName.values()) {
      if (!startupProbeIsTaken(planned)) continue;
      const { name, declared } = planned;
      const waits = wait(nativeGates(planned).map((edge) => edge.dependent));
      problems.push(declared.check === undefined
        ? {
          container: name,
          field: 'startupProbe',
          message: `${waits} for "${name}" by a startupProbe that runs the waiter, but "${name}" has a startupProbe of its own`,
          cure: 'use Mechanism.NATIVE, whose gate is the startupProbe as it is, or remove the startupProbe and declare readyWhen',
        }
        : { container: name, field: 'startupProbe', message: `${waits} for "${name}" by a startupProbe made from its check, but "${name}" has a startupProbe of its own` });
    }
    return problems;
  },
};
