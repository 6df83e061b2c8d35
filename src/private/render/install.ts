import type { Container, VolumeMount } from '../manifest';
import type { Plan, PlannedContainer } from '../plan';
import { INSTALLED_BINARY, INSTALLER_NAME, STATE_DIRECTORY, VOLUME_NAME } from '../pod-names';

/** Where the runtime image carries the program. */
const PROGRAM_IN_IMAGE = '/startgate';
const BINARY_FOLDER = INSTALLED_BINARY.slice(0, INSTALLED_BINARY.lastIndexOf('/'));

/** Under less CPU the start of the container itself, which counts as its own, takes about a second more. */
const LIMITS = { cpu: '100m', memory: '16Mi' };
/** What the Pod reserves for it: no more than that, unless it has to be Guaranteed. */
const REQUESTS = { ...LIMITS, cpu: '10m' };

/** The init container that copies the program out of the runtime image; undefined when no container needs it. */
export function installer(plan: Plan): Container | undefined {
  const image = plan.order.runtimeImage;
  if (!plan.installs || image === undefined) return undefined;
  const { guaranteed, runsAsRoot } = plan.pod.outline;
  return {
    name: INSTALLER_NAME,
    image,
    command: [PROGRAM_IN_IMAGE, 'install', INSTALLED_BINARY],
    resources: { limits: { ...LIMITS }, requests: { ...(guaranteed ? LIMITS : REQUESTS) } },
    securityContext: {
      allowPrivilegeEscalation: false,
      capabilities: { drop: ['ALL'] },
      readOnlyRootFilesystem: true,
      ...(runsAsRoot ? {} : { runAsNonRoot: true }),
      seccompProfile: { type: 'RuntimeDefault' },
    },
    volumeMounts: [{ name: VOLUME_NAME, mountPath: BINARY_FOLDER, subPath: 'bin' }],
  };
}

/**
 * The mounts that a container needs: the binary read-only, the states of all read-only,
 * and its own folder of state, the only place that it can write.
 */
export function neededMounts(planned: PlannedContainer): VolumeMount[] {
  const mounts: VolumeMount[] = [];
  if (planned.installed) {
    mounts.push({ name: VOLUME_NAME, mountPath: BINARY_FOLDER, subPath: 'bin', readOnly: true });
  }
  if (planned.readsState || planned.publishes) {
    mounts.push({ name: VOLUME_NAME, mountPath: STATE_DIRECTORY, subPath: 'state', readOnly: true });
  }
  if (planned.publishes) {
    mounts.push({ name: VOLUME_NAME, mountPath: `${STATE_DIRECTORY}/${planned.name}`, subPath: `state/${planned.name}` });
  }
  return mounts;
}
