import { targetWords } from '../check-target';
import type { PlannedContainer, PlannedEdge } from '../plan';
import { isResolved } from '../resolved-check';
import { policyWords } from './guard';
import { gateTime } from './native';
import type { ContainerPatch } from './patch';

/** Hangs the waiter on the sidecar's postStart hook: the kubelet creates the next container when it has ended. */
export function renderPostStart(planned: PlannedContainer, patch: ContainerPatch): void {
  const gates = hookGates(planned);
  if (gates.length === 0 || planned.binary === undefined || planned.check === undefined || !isResolved(planned.check)) return;
  const { timeoutMs, forEver } = gateTime(planned, gates);
  const { onTimeout } = gates[0]!;
  const policy = { timeoutMs, onTimeout: forEver && onTimeout === 'fail' ? 'block' : onTimeout } as const;
  const command = [planned.binary, 'wait', ...targetWords(planned.name, planned.check, 'hook'), ...policyWords(policy)];
  patch.postStart = { exec: { command } };
}

/** The edges that a hook of this container closes; `started` needs none, the order of the list does it. */
export function hookGates(planned: PlannedContainer): PlannedEdge[] {
  return planned.awaitedBy.filter((edge) => edge.condition === 'healthy' && edge.mechanism === 'post-start');
}
