import { innermostMount, POD_IP_VARIABLE, sharedPath, targetWords } from '../check-target';
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
  let asksPodIp = false;
  for (const sidecar of sidecars) {
    if (sidecar.check === undefined || !isResolved(sidecar.check)) continue;
    const { check, mount } = seenByWaiter(sidecar, sidecar.check);
    if (mount !== undefined) volumeMounts.push(mount);
    if ('listensOn' in check && check.listensOn === 'pod-ip') asksPodIp = true;
    const policy = policyWords(sharedPolicy(sidecar, initGates(sidecar)));
    words.push(...targetWords(targetName(sidecar), { ...sidecar.check, check }, 'command'), ...policy);
  }
  return {
    ...ownContainer(plan, name, [WAITER_IN_IMAGE, 'wait', ...words]),
    ...(asksPodIp ? { env: [podIpVariable(POD_IP_VARIABLE)] } : {}),
    ...(volumeMounts.length === 0 ? {} : { volumeMounts }),
  };
}

/** The path of a file or socket on the mounts of the waiter. */
function seenByWaiter({ name, container }: PlannedContainer, { check }: ResolvedCheck): { check: CheckModel; mount?: VolumeMount } {
  if (check.kind !== 'file' && check.kind !== 'unixSocket') return { check };
  const mount = innermostMount(check.path, container.mounts ?? [])!;
  const { subPath } = mount;
  const own = { name: mount.name, mountPath: `${VOLUMES}/${name}`, ...(subPath === undefined ? {} : { subPath }), readOnly: true };
  return { check: { ...check, path: sharedPath(check.path, container.mounts, [own])! }, mount: own };
}
