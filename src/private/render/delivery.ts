import type { Container, Volume } from '../manifest';
import type { Plan } from '../plan/plan';
import { WAITER_FOLDER, IMAGE_VOLUME_NAME, INSTALLED_WAITER, INSTALLER_NAME, VOLUME_NAME } from '../pod-names';
import { ownContainer, PROGRAM_IN_IMAGE } from './own-container';

/** The init container that copies the waiter out of the runtime image, if needed. */
export function installer(plan: Plan): Container[] {
  return plan.delivery !== 'install' ? [] : [{
    ...ownContainer(plan, INSTALLER_NAME, [PROGRAM_IN_IMAGE, 'install', INSTALLED_WAITER]),
    volumeMounts: [{ name: VOLUME_NAME, mountPath: WAITER_FOLDER, subPath: 'bin' }],
  }];
}

/** The volumes of the order: one for states and the installed waiter, and one with the runtime image. */
export function deliveryVolumes({ order, delivery, keepsState }: Plan): Volume[] {
  const { runtimeImage, runtimePullPolicy } = order;
  const volumes: Volume[] = [];
  if (delivery === 'install' || keepsState) volumes.push({ name: VOLUME_NAME, emptyDir: {} });
  if (delivery === 'image-volume') {
    const pullPolicy = runtimePullPolicy === undefined ? {} : { pullPolicy: runtimePullPolicy };
    volumes.push({ name: IMAGE_VOLUME_NAME, image: { reference: runtimeImage, ...pullPolicy } });
  }
  return volumes;
}
