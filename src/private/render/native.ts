import { startupProbe } from '../check-probe';
import { targetWords } from '../check-target';
import { gateTime, nativeGates } from '../plan/gate';
import type { PlannedContainer } from '../plan/plan';
import { keepsOwnProbe } from '../plan/startup-probe';
import { isResolved } from '../resolved-check';
import type { ContainerPatch } from './patch';
import { timeoutWords, waiterProbe } from './waiter-probe';

/** Turns a container into a native sidecar, with the startup probe that is its gate. */
export function renderNative(planned: PlannedContainer, patch: ContainerPatch): void {
  if (planned.placement !== 'native') return;
  if (planned.container.restartPolicy !== 'Always') patch.restartPolicy = 'Always';
  const gates = nativeGates(planned);
  if (gates.length === 0 || planned.check === undefined || !isResolved(planned.check)) return;
  const waiter = gates.some((edge) => edge.mechanism === 'native-waiter');
  if (!waiter && keepsOwnProbe(planned)) return;
  const time = gateTime(planned, gates);
  patch.startupProbe = waiter && planned.waiterPath !== undefined
    ? waiterProbe(planned.waiterPath, targetWords(planned.name, planned.check, 'probe', timeoutWords(time)), time)
    : startupProbe(planned.check, time.timeoutMs, time.forEver);
}
