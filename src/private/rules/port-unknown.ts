import type { ContainerPort } from '../manifest';
import { checkText, healthDependents } from '../plan/gate';
import type { PlannedContainer } from '../plan/plan';
import { startedByProbe } from '../plan/startup-probe';
import { type CheckResolution, isResolved, isTcp, resolveCheck, type UnresolvedCheck } from '../resolved-check';
import type { Problem, Rule } from './rule';

export const portUnknown: Rule = {
  id: 'port-unknown',
  severity: 'error',
  title: 'a check must name the TCP port that it uses',
  cure: 'name a TCP port of the container, or give the check a number: { port: 8080 }',
  check: (plan) => {
    const problems: Problem[] = [];
    for (const planned of plan.byName.values()) {
      const check = planned.check ?? startedBy(planned);
      if (check === undefined || isResolved(check) || check.problem === 'none') continue;
      if (planned.check !== undefined && healthDependents(planned).length === 0) continue;
      problems.push({ container: planned.name, message: messageOf(planned, check) });
    }
    return problems;
  },
};

/** A startup probe with an unknown port never passes: all containers after a native sidecar wait for ever. */
function startedBy(planned: PlannedContainer): CheckResolution | undefined {
  return startedByProbe(planned) === undefined ? undefined : resolveCheck(planned.container, undefined);
}

function messageOf(planned: PlannedContainer, unresolved: UnresolvedCheck): string {
  const ports = (planned.container.ports ?? []).map(portText);
  const has = ports.length === 0 ? 'which declares no port' : `which declares ${ports.join(', ')}`;
  switch (unresolved.problem) {
    case 'port-name': return `${checkText(planned)} uses the port "${unresolved.portName ?? ''}" of this container, ${has}`;
    case 'port-protocol': return `${checkText(planned)} uses the port "${unresolved.portName ?? ''}" of this container, which is no TCP port: the container declares ${ports.join(', ')}`;
    default: return `${checkText(planned)} names no port of this container, ${has}`;
  }
}

function portText(port: ContainerPort): string {
  const text = port.name === undefined ? String(port.containerPort) : `${port.containerPort} "${port.name}"`;
  return isTcp(port) ? text : `${text} (${port.protocol!})`;
}
