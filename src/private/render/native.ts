import { NEVER, startupProbe } from '../check-probe';
import { targetWords } from '../check-target';
import { durationText } from '../duration-text';
import type { Probe } from '../manifest';
import { gateTime, nativeGates } from '../plan/gate';
import type { PlannedContainer } from '../plan/plan';
import { dropsAutomaticProbe, keepsOwnProbe } from '../plan/startup-probe';
import { isResolved, type ResolvedCheck } from '../resolved-check';
import type { ContainerPatch } from './patch';

/** How much longer the timeout of the probe is than the timeout of the waiter, so the last output of the waiter is not lost. */
const SPARE_SECONDS = 5;

/** Turns a container into a native sidecar, with the startup probe that is its gate. */
export function renderNative(planned: PlannedContainer, patch: ContainerPatch): void {
  if (dropsAutomaticProbe(planned)) patch.startupProbe = undefined;
  if (planned.placement !== 'native') return;
  if (planned.container.restartPolicy !== 'Always') patch.restartPolicy = 'Always';
  const gates = nativeGates(planned);
  if (gates.length === 0 || planned.check === undefined || !isResolved(planned.check)) return;
  const waiter = gates.some((edge) => edge.mechanism === 'native-waiter');
  if (!waiter && keepsOwnProbe(planned)) return;
  const { timeoutMs, forEver } = gateTime(planned, gates);
  patch.startupProbe = waiter && planned.waiterPath !== undefined
    ? waiterProbe(planned.name, planned.waiterPath, planned.check, timeoutMs, forEver)
    : startupProbe(planned.check, timeoutMs, forEver);
}

/**
 * A probe that blocks until the sidecar is ready: without a delay until the next period, and with the reason in a failure.
 * The probe fails once per timeout; under `block` the kubelet repeats the probe for ever.
 */
function waiterProbe(name: string, path: string, check: ResolvedCheck, timeoutMs: number, forEver: boolean): Probe {
  return {
    exec: { command: [path, 'wait', ...targetWords(name, check, 'probe'), '--timeout', durationText(timeoutMs)] },
    periodSeconds: 1,
    timeoutSeconds: Math.ceil(timeoutMs / 1000) + SPARE_SECONDS,
    failureThreshold: forEver ? NEVER : 1,
  };
}
