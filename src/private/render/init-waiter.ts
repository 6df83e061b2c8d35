import { eachPart } from '../check-parts';
import { asksPodIp, innermostMount, POD_IP_VARIABLE, sharedPath, targetWords } from '../check-target';
import type { Container, VolumeMount } from '../manifest';
import type { CheckModel } from '../model';
import { initGates, sharedPolicy } from '../plan/gate';
import type { Plan, PlannedContainer } from '../plan/plan';
import type { PlannedWaiter } from '../plan/waiters';
import { isResolved, type ResolvedCheck } from '../resolved-check';
import { policyWords, targetName } from './guard';
import { ownContainer, WAITER_IN_IMAGE } from './own-container';
import { podIpVariable } from './pod-ip';

/** The folder where a waiter mounts the volumes of sidecars, each under the name of the sidecar. */
const VOLUMES = '/volumes';

/** The init container that waits for sidecars and targets. A gate lasts as long as the longest dependency on its sidecar. */
export function initWaiter(plan: Plan, { name, sidecars }: PlannedWaiter): Container {
  const words: string[] = [];
  const volumeMounts: VolumeMount[] = [];
  let podIp = false;
  for (const sidecar of sidecars) {
    if (sidecar.check === undefined || !isResolved(sidecar.check)) continue;
    const { check, mounts } = seenByWaiter(sidecar, sidecar.check);
    volumeMounts.push(...mounts);
    podIp ||= asksPodIp(check);
    const policy = policyWords(sharedPolicy(sidecar, initGates(sidecar)));
    words.push(...targetWords(targetName(sidecar), { ...sidecar.check, check }, 'command', policy));
  }
  return {
    ...ownContainer(plan, name, [WAITER_IN_IMAGE, 'wait', ...words]),
    ...(podIp ? { env: [podIpVariable(POD_IP_VARIABLE)] } : {}),
    ...(volumeMounts.length === 0 ? {} : { volumeMounts }),
  };
}

/** Files and sockets by their paths on the mounts of the waiter, which has each mount of the sidecar once. */
function seenByWaiter(
  { name, container }: PlannedContainer, { check }: ResolvedCheck,
): { check: CheckModel; mounts: readonly VolumeMount[] } {
  const mounts = new Map<VolumeMount, VolumeMount>();
  const seen = eachPart(check, (part) => {
    if (part.kind !== 'file' && part.kind !== 'unixSocket') return part;
    const mount = innermostMount(part.path, container.mounts ?? [])!;
    const own = mounts.get(mount) ?? readOnly(mount, `${VOLUMES}/${name}${mounts.size === 0 ? '' : `.${mounts.size + 1}`}`);
    mounts.set(mount, own);
    return { ...part, path: sharedPath(part.path, container.mounts, [own])! };
  });
  return { check: seen, mounts: [...mounts.values()] };
}

function readOnly({ name, subPath }: VolumeMount, mountPath: string): VolumeMount {
  return { name, mountPath, ...(subPath === undefined ? {} : { subPath }), readOnly: true };
}
