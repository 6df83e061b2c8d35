import { targetWords } from '../check-target';
import { hookGates, sharedPolicy } from '../plan/gate';
import type { PlannedContainer } from '../plan/plan';
import { isResolved } from '../resolved-check';
import { policyWords } from './guard';
import type { ContainerPatch } from './patch';

/** Runs the waiter in the sidecar's postStart hook: the kubelet creates the next container when the hook has finished. */
export function renderPostStart(planned: PlannedContainer, patch: ContainerPatch): void {
  const gates = hookGates(planned);
  if (gates.length === 0 || planned.waiterPath === undefined || planned.check === undefined || !isResolved(planned.check)) return;
  const policy = policyWords(sharedPolicy(planned, gates));
  const command = [planned.waiterPath, 'wait', ...targetWords(planned.name, planned.check, 'hook', policy)];
  patch.postStart = { exec: { command } };
}
