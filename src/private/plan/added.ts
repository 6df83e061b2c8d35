import { IMAGE_VOLUME_NAME, INSTALLER_NAME, VOLUME_NAME } from '../pod-names';
import type { Plan } from './plan';

/** The names of the volumes that the order adds to the Pod. */
export function addedVolumes({ delivery, keepsState }: Pick<Plan, 'delivery' | 'keepsState'>): string[] {
  return [
    ...(delivery === 'install' || keepsState ? [VOLUME_NAME] : []),
    ...(delivery === 'image-volume' ? [IMAGE_VOLUME_NAME] : []),
  ];
}

/** The names of the init containers that the order adds to the Pod: the installer, and those that wait. */
export function addedContainers({ delivery, waiters }: Pick<Plan, 'delivery' | 'waiters'>): string[] {
  return [...(delivery === 'install' ? [INSTALLER_NAME] : []), ...waiters.map(({ name }) => name)];
}
