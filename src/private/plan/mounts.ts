import type { VolumeMount } from '../manifest';
import { WAITER_FOLDER, IMAGE_VOLUME_NAME, STATE_DIRECTORY, VOLUME_NAME } from '../pod-names';
import type { PlannedContainer } from './plan';

/**
 * The mounts that a container needs: the waiter read-only, the states of all read-only,
 * and its own state folder, its only writable folder.
 */
export function neededMounts(planned: PlannedContainer): VolumeMount[] {
  const mounts: VolumeMount[] = [];
  if (planned.delivery === 'install') {
    mounts.push({ name: VOLUME_NAME, mountPath: WAITER_FOLDER, subPath: 'bin', readOnly: true });
  }
  // without subPath: containerd 2.1 mounts the whole image instead
  if (planned.delivery === 'image-volume') mounts.push({ name: IMAGE_VOLUME_NAME, mountPath: WAITER_FOLDER, readOnly: true });
  if (planned.readsState || planned.publishes) {
    mounts.push({ name: VOLUME_NAME, mountPath: STATE_DIRECTORY, subPath: 'state', readOnly: true });
  }
  if (planned.publishes) {
    mounts.push({ name: VOLUME_NAME, mountPath: `${STATE_DIRECTORY}/${planned.name}`, subPath: `state/${planned.name}` });
  }
  return mounts;
}
