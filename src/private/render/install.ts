import type { Container, VolumeMount } from '../manifest';
import type { Plan, PlannedContainer } from '../plan';
import { INSTALLED_BINARY, INSTALLER_NAME, STATE_DIRECTORY, VOLUME_NAME } from '../pod-names';

/** Where the runtime image carries the program. */
const PROGRAM_IN_IMAGE = '/startgate';
const BINARY_FOLDER = INSTALLED_BINARY.slice(0, INSTALLED_BINARY.lastIndexOf('/'));

/** The init container that copies the program out of the runtime image; undefined when no container needs it. */
export function installer(plan: Plan): Container | undefined {
  const image = plan.order.runtimeImage;
  if (!plan.installs || image === undefined) return undefined;
  const resources = { cpu: '10m', memory: '16Mi' };
  return {
    name: INSTALLER_NAME,
    image,
    command: [PROGRAM_IN_IMAGE, 'install', INSTALLED_BINARY],
    resources: { limits: { ...resources }, requests: { ...resources } },
    securityContext: {
      allowPrivilegeEscalation: false,
      capabilities: { drop: ['ALL'] },
      readOnlyRootFilesystem: true,
      ...(plan.pod.outline.runsAsRoot ? {} : { runAsNonRoot: true }),
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
