import type { CheckModel, MechanismName } from '../model';
import type { PlannedContainer, PlannedEdge } from '../plan/plan';
import { openingProbe } from '../plan/startup-probe';
import { isResolved } from '../resolved-check';
import type { ExplainedGate } from './explanation-model';
import { MEASURED, sidecarPhase } from './measured';

type Opening = Pick<ExplainedGate, 'opens' | 'opensAfterMs'>;

/** When a gate opens: by the period of its probe, else by measurement. */
export function openingOf({ mechanism, condition }: PlannedEdge, dependency: PlannedContainer, minor: number): Opening {
  if (mechanism === 'order') return { opens: 'opens when it has succeeded' };
  const probe = openingProbe({ mechanism, condition }, dependency);
  if (probe !== undefined) return { opens: `its own startupProbe checks the gate every ${probe.periodSeconds ?? 10} s` };
  if (condition === 'healthy') return afterReadiness(mechanism, dependency);
  if (mechanism === 'guard') {
    return { opens: `opens when the guard of ${dependency.name} says that it has ${condition === 'started' ? 'started' : 'ended'}` };
  }
  if (mechanism === 'post-start') return { opens: 'opens when its container has been started' };
  const started = MEASURED.started + sidecarPhase(minor);
  return { opens: `opens about ${started} ms after its start`, opensAfterMs: started };
}

function afterReadiness(mechanism: MechanismName, { check, role }: PlannedContainer): Opening {
  if (mechanism === 'post-start' && role === 'injected') return { opens: 'opens when the hook of its injector has ended' };
  const { median } = MEASURED.ready[mechanism];
  if (mechanism === 'native' || mechanism === 'init-waiter') return { opens: `opens about ${median} ms after readiness`, opensAfterMs: median };
  const mayTell = check !== undefined && isResolved(check) && hasHeaders(check.check);
  if (mechanism === 'guard') return guardOpening(mayTell);
  if (!mayTell) return { opens: 'opens at the next try of the waiter after readiness' };
  return { opens: `opens about ${median} ms after readiness if answers carry Startgate-Status, else later`, opensAfterMs: median };
}

/** @param mayTell answers may carry `Startgate-Status`; a manifest can't tell whether they do */
export function guardOpening(mayTell: boolean): Required<Opening> {
  const told = MEASURED.ready.guard.median;
  const polled = MEASURED.readyPolled.guard.median;
  const opens = mayTell
    ? `opens about ${told} ms after readiness if answers carry Startgate-Status, else about ${polled} ms`
    : `opens about ${polled} ms after readiness`;
  return { opens: `${opens}, later after a long wait`, opensAfterMs: polled };
}

/** Whether the answer to a check has headers. */
export function hasHeaders(check: CheckModel): boolean {
  return check.kind === 'httpGet' || (check.kind === 'unixSocket' && check.httpPath !== undefined);
}
