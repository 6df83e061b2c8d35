import { NEVER } from '../check-probe';
import { durationText } from '../duration-text';
import type { Probe } from '../manifest';
import type { GateTime } from '../plan/gate';
import { GUARD_TARGET, guardProbeTime, needsGuardProbe } from '../plan/guard-probe';
import type { Plan, PlannedContainer } from '../plan/plan';
import { keptStartupProbe } from '../plan/startup-probe';
import type { ContainerPatch } from './patch';

/** How much longer the timeout of the probe is than the timeout of the waiter, so the last output of the waiter is not lost. */
const SPARE_SECONDS = 5;

/** The policy of a TARGET in a probe: the kubelet does the rest. */
export function timeoutWords({ timeoutMs }: GateTime): string[] {
  return ['--timeout', durationText(timeoutMs)];
}

/**
 * A probe that blocks until a gate is open: without a delay until the next period, and with the reason in a failure.
 * The probe fails once per timeout; under `block` the kubelet repeats the probe for ever.
 */
export function waiterProbe(path: string, targets: readonly string[], { timeoutMs, forEver }: GateTime): Probe {
  return {
    exec: { command: [path, 'wait', ...targets] },
    periodSeconds: 1,
    timeoutSeconds: Math.ceil(timeoutMs / 1000) + SPARE_SECONDS,
    failureThreshold: forEver ? NEVER : 1,
  };
}

/** The own startup probe as the order leaves it, or the one that keeps a container from being ready while its guard waits. */
export function renderStartupProbe(plan: Plan, planned: PlannedContainer, patch: ContainerPatch): void {
  const kept = keptStartupProbe(planned);
  if (kept !== planned.container.startupProbe) patch.startupProbe = kept;
  if (planned.waiterPath === undefined || !needsGuardProbe(plan, planned)) return;
  const time = guardProbeTime(planned);
  patch.startupProbe = waiterProbe(planned.waiterPath, [`${planned.name}=${GUARD_TARGET}`, ...timeoutWords(time)], time);
}
