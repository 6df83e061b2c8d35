import { targetWords } from '../check-target';
import { gateTime, hookGates } from '../plan/gate';
import type { PlannedContainer } from '../plan/plan';
import { isResolved } from '../resolved-check';
import { policyWords } from './guard';
import type { ContainerPatch } from './patch';

/** Runs the waiter in the sidecar's postStart hook: the kubelet creates the next container when the hook has finished. */
export function renderPostStart(planned: PlannedContainer, patch: ContainerPatch): void {
  const gates = hookGates(planned);
  if (gates.length === 0 || planned.waiterPath === undefined || planned.check === undefined || !isResolved(planned.check)) return;
  const { timeoutMs, forEver } = gateTime(planned, gates);
  const { onTimeout } = gates[0]!;
  const policy = { timeoutMs, onTimeout: forEver && onTimeout === 'fail' ? 'block' : onTimeout } as const;
  const command = [planned.waiterPath, 'wait', ...targetWords(planned.name, planned.check, 'hook'), ...policyWords(policy)];
  patch.postStart = { exec: { command } };
}
