import { probeBudgetSeconds } from '../check-probe';
import type { Probe } from '../manifest';
import { nativeGates } from '../plan/gate';
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
        problems.push({ container: name, field: 'startupProbe', message: `${givesUp}, but "${awaited.dependent}" waits ${secondsText(waitSeconds(awaited))} for "${name}"`, cure: raise(planned, probe, awaited, seconds) });
      }
      const held = longestWaitBehindGuard(planned);
      if (held === undefined || waitSeconds(held) <= seconds) continue;
      problems.push({
        container: name,
        field: 'startupProbe',
        message: `${givesUp}, but "${name}" waits ${secondsText(waitSeconds(held))} for "${held.dependency}" behind its guard`,
        cure: raise(planned, probe, held, seconds),
      });
    }
    return problems;
  },
};

/** What makes the startup probe last: `seconds` is how long it must, `edge` what it must outlast. */
function raise(planned: PlannedContainer, probe: Probe, edge: PlannedEdge, gives: number): string {
  const seconds = waitSeconds(edge);
  const shorter = `let "${edge.dependent}" wait ${gives} s or less for "${edge.dependency}"`;
  if (isAutomaticProbe(planned.container)) return `cdk8s-plus added it for portNumber: ${choice(instead(planned), shorter)}`;
  if (seconds === Infinity) {
    return choice(keepsOwnProbe(planned) ? undefined : 'remove the startupProbe', `use OnTimeout.FAIL, and ${shorter}`);
  }
  return choice(`give the startupProbe a ${thresholdText(probe, seconds)}`, shorter);
}

/** Without the probe something else must tell its health, where somebody waits for it. */
function instead(planned: PlannedContainer): string {
  const onlyProbe = keepsOwnProbe(planned);
  if (onlyProbe && nativeGates(planned).length > 0) return 'declare readyWhen(Check.tcpSocket()), which takes its place';
  return `give the port in ports instead${onlyProbe ? ', and declare readyWhen(Check.tcpSocket())' : ''}`;
}
