import { probeBudgetSeconds } from '../check-probe';
import { needsGuardProbe } from '../plan/guard-probe';
import { hasStartupProbe, longestWaitBehindGuard, longestWaitFor, secondsText, thresholdText, waitSeconds } from '../plan/startup-probe';
import type { Problem, Rule } from './rule';

export const livenessDuringWarmUp: Rule = {
  id: 'liveness-during-warm-up',
  severity: 'warning',
  title: 'without a startup probe, a liveness probe kills a container that is still starting',
  cure: 'add a startupProbe that lasts as long as the timeout',
  check: (plan) => {
    const problems: Problem[] = [];
    for (const planned of plan.byName.values()) {
      const { name, container, placement } = planned;
      if (placement === 'init' || container.livenessProbe === undefined || hasStartupProbe(planned)) continue;
      const seconds = probeBudgetSeconds(container.livenessProbe);
      const kills = `the livenessProbe of "${name}" kills it after ${seconds} s`;
      const awaited = longestWaitFor(planned);
      if (awaited !== undefined && waitSeconds(awaited) > seconds) {
        problems.push({ container: name, field: 'livenessProbe', message: `${kills} of warm-up, but "${awaited.dependent}" waits ${secondsText(waitSeconds(awaited))} for "${name}"`, cure: inFront(waitSeconds(awaited)) });
      }
      const held = needsGuardProbe(plan, planned) ? undefined : longestWaitBehindGuard(planned);
      if (held !== undefined && waitSeconds(held) > seconds) {
        problems.push({ container: name, field: 'livenessProbe', message: `${kills}, but the guard of "${name}" waits ${secondsText(waitSeconds(held))} for "${held.dependency}"`, cure: inFront(waitSeconds(held)) });
      }
    }
    return problems;
  },
};

function inFront(seconds: number): string {
  return `add a startupProbe with a ${thresholdText({}, seconds)}`;
}
