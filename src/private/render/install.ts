import type { Container, PodSpec, Volume, VolumeMount } from '../manifest';
import { INSTALLED_BINARY, type Plan, type PlannedContainer, STATE_DIRECTORY } from '../plan';

/** Names that we bring into a Pod. */
export const VOLUME_NAME = 'startgate';
export const INSTALLER_NAME = 'startgate-install';
/** Where the runtime image carries the program. */
const PROGRAM_IN_IMAGE = '/startgate';
const BINARY_FOLDER = INSTALLED_BINARY.slice(0, INSTALLED_BINARY.lastIndexOf('/'));

/** Brings binary and state into the Pod: one volume, and the init container that fills it. Only what the plan needs. */
export function renderVolume(plan: Plan, spec: PodSpec): void {
  if (!plan.installs && !plan.keepsState) return;
  const volume: Volume = { name: VOLUME_NAME, emptyDir: {} };
  spec.volumes = [...(spec.volumes ?? []), volume];
}

/** The init container that copies the program out of the runtime image; undefined when no container needs it. */
export function installer(plan: Plan): Container | undefined {
  const image = plan.order.runtimeImage;
  if (!plan.installs || image === undefined) return undefined;
  const asRoot = plan.pod.spec.securityContext?.runAsUser === 0;
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
      ...(asRoot ? {} : { runAsNonRoot: true }),
      seccompProfile: { type: 'RuntimeDefault' },
    },
    volumeMounts: [{ name: VOLUME_NAME, mountPath: BINARY_FOLDER, subPath: 'bin' }],
  };
}

/**
 * The mounts that a container needs: the binary read-only, the states of all read-only,
 * and its own folder of state, the only place that it can write.
 */
export function renderMounts(planned: PlannedContainer, container: Container): void {
  const mounts = neededMounts(planned);
  if (mounts.length > 0) container.volumeMounts = [...(container.volumeMounts ?? []), ...mounts];
}

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
