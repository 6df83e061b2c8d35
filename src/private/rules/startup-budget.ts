import { probeBudgetSeconds } from '../check-probe';
import type { Probe } from '../manifest';
import type { PlannedContainer, PlannedEdge } from '../plan/plan';
import {
  keepsOwnProbe, keptStartupProbe, longestWaitBehindGuard, longestWaitFor, secondsText, thresholdText, waitSeconds,
} from '../plan/startup-probe';
import { choice } from '../remedy';
import { isAutomaticProbe } from '../resolved-check';
import type { Problem, Rule } from './rule';

export const startupBudget: Rule = {
  id: 'startup-budget',
  severity: 'warning',
  title: 'a startup probe must not give up before the timeout of the dependency',
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
        problems.push({ container: name, field: 'startupProbe', message: `${givesUp}, but "${awaited.dependent}" waits ${secondsText(waitSeconds(awaited))} for "${name}"`, cure: raise(planned, probe, awaited, seconds) });
      }
      const held = longestWaitBehindGuard(planned);
      if (held === undefined || waitSeconds(held) <= seconds) continue;
      problems.push({
        container: name,
        field: 'startupProbe',
        message: `${givesUp}, but the guard of "${name}" waits ${secondsText(waitSeconds(held))} for "${held.dependency}"`,
        cure: raise(planned, probe, held, seconds),
      });
    }
    return problems;
  },
};

/** The cure: a longer startup probe, or a shorter timeout of `edge`. */
function raise(planned: PlannedContainer, probe: Probe, edge: PlannedEdge, gives: number): string {
  const seconds = waitSeconds(edge);
  const shorter = `shorten the timeout of "${edge.dependent}" on "${edge.dependency}" to ${gives} s or less`;
  if (isAutomaticProbe(planned.container)) {
    return `cdk8s-plus added the startupProbe for portNumber: ${choice('declare readyWhen(Check.tcpSocket()), which replaces it', shorter)}`;
  }
  if (seconds === Infinity) {
    return choice(keepsOwnProbe(planned) ? undefined : 'remove the startupProbe', `use OnTimeout.FAIL, and ${shorter}`);
  }
  return choice(`give the startupProbe a ${thresholdText(probe, seconds)}`, shorter);
}
