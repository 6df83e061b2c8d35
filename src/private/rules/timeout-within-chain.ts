import { initGates } from '../plan/gate';
import { hasStartupProbe, longestWaitBehindGuard, secondsText, waitSeconds } from '../plan/startup-probe';
import type { Problem, Rule } from './rule';

export const timeoutWithinChain: Rule = {
  id: 'timeout-within-chain',
  severity: 'info',
  title: 'a timeout must be longer than the time that the dependency itself may wait',
  cure: 'raise the timeout of the dependent',
  concerns: ['guard'],
  check: (plan) => {
    const problems: Problem[] = [];
    for (const edge of plan.edges) {
      if (edge.mechanism !== 'guard' || edge.onTimeout === 'block') continue;
      const { dependent, dependency } = edge;
      const planned = plan.byName.get(dependency)!;
      const held = longestWaitBehindGuard(planned);
      if (held === undefined || waitSeconds(held) < waitSeconds(edge)) continue;
      // a native sidecar has passed its probe, or an init container has waited for it, before the dependent's guard begins to count
      if (planned.placement === 'native' && (hasStartupProbe(planned) || initGates(planned).length > 0)) continue;
      const seconds = waitSeconds(held);
      problems.push({
        container: dependent,
        message: `"${dependent}" waits ${secondsText(waitSeconds(edge))} for "${dependency}", but the guard of "${dependency}" may wait ${secondsText(seconds)} for "${held.dependency}": the timeout can end before "${dependency}" has started`,
        cure: seconds === Infinity
          ? `use OnTimeout.BLOCK for the dependency of "${dependent}" too, or OnTimeout.FAIL with less than ${secondsText(waitSeconds(edge))} for the dependency of "${dependency}" on "${held.dependency}"`
          : `give the dependency of "${dependent}" on "${dependency}" a timeout of more than ${seconds} s`,
      });
    }
    return problems;
  },
};
