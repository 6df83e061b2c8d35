import { probeBudgetSeconds } from '../check-probe';
import type { Probe } from '../manifest';
import { keptStartupProbe, longestWaitBehindGuard, longestWaitFor, secondsText, waitSeconds } from './rendered-startup-probe';
import type { PlannedContainer } from '../plan';
import { isAutomaticProbe } from '../resolved-check';
import type { Problem, Rule } from './rule';

export const startupBudget: Rule = {
  id: 'startup-budget',
  severity: 'warning',
  title: 'a startup probe that gives up before the timeout makes the timeout shorter than it says',
  cure: 'raise failureThreshold of the startupProbe, or shorten the timeout',
  check: (plan) => {
    const problems: Problem[] = [];
    for (const planned of plan.byName.values()) {
      const probe = planned.placement === 'init' ? undefined : keptStartupProbe(planned);
      if (probe === undefined) continue;
      const { name } = planned;
      const seconds = probeBudgetSeconds(probe);
      const givesUp = `the startupProbe of "${name}" gives up after ${seconds} s`;
      const awaited = longestWaitFor(planned);
      if (awaited !== undefined && waitSeconds(awaited) > seconds) {
        problems.push({ container: name, field: 'startupProbe', message: `${givesUp}, but "${awaited.dependent}" waits ${secondsText(waitSeconds(awaited))} for "${name}"`, cure: raise(planned, probe, waitSeconds(awaited)) });
      }
      const held = longestWaitBehindGuard(planned);
      if (held === undefined || waitSeconds(held) <= seconds) continue;
      problems.push({
        container: name,
        field: 'startupProbe',
        message: `${givesUp}, but "${name}" waits ${secondsText(waitSeconds(held))} for "${held.dependency}" behind its guard`,
        cure: raise(planned, probe, waitSeconds(held)),
      });
    }
    return problems;
  },
};

function raise({ container }: PlannedContainer, probe: Probe, seconds: number): string {
  if (isAutomaticProbe(container)) return 'cdk8s-plus added it for portNumber: give the port in ports instead, or a startup probe of your own';
  if (seconds === Infinity) return 'remove the startupProbe, or use OnTimeout.FAIL';
  const period = probe.periodSeconds ?? 10;
  const threshold = Math.ceil((seconds - (probe.initialDelaySeconds ?? 0)) / period);
  return `give the startupProbe a failureThreshold of ${threshold} or more (periodSeconds ${period}), or shorten the timeout`;
}
