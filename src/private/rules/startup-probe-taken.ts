import { nativeGates } from '../plan/gate';
import { startupProbeIsTaken } from '../plan/startup-probe';
import { type Problem, type Rule, wait } from './rule';

export const startupProbeTaken: Rule = {
  id: 'startup-probe-taken',
  severity: 'error',
  title: 'an order never overwrites the startup probe of a container',
  cure: 'remove the startupProbe, or remove readyWhen to use the startupProbe as the gate',
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
          message: `${waits} for "${name}" with a startupProbe that runs the waiter, but "${name}" already has a startupProbe`,
          cure: 'use Mechanism.NATIVE, whose gate is the existing startupProbe, or remove the startupProbe and declare readyWhen',
        }
        : { container: name, field: 'startupProbe', message: `${waits} for "${name}" with a startupProbe from its check, but "${name}" already has a startupProbe` });
    }
    return problems;
  },
};
