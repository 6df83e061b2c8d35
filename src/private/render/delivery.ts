import type { Container, Volume } from '../manifest';
import { addedVolumes } from '../plan/added';
import type { Plan } from '../plan/plan';
import { WAITER_FOLDER, IMAGE_VOLUME_NAME, INSTALLED_WAITER, INSTALLER_NAME, VOLUME_NAME } from '../pod-names';
import { ownContainer, WAITER_IN_IMAGE } from './own-container';

/** The init container that copies the waiter out of the runtime image, if needed. */
export function installer(plan: Plan): Container[] {
  return plan.delivery !== 'install' ? [] : [{
    ...ownContainer(plan, INSTALLER_NAME, [WAITER_IN_IMAGE, 'install', INSTALLED_WAITER]),
    volumeMounts: [{ name: VOLUME_NAME, mountPath: WAITER_FOLDER, subPath: 'bin' }],
  }];
}

/** The volumes of the order: one for states and the installed waiter, and one with the runtime image. */
export function deliveryVolumes(plan: Plan): Volume[] {
  const { runtimeImage, runtimePullPolicy } = plan.order;
  const pullPolicy = runtimePullPolicy === undefined ? {} : { pullPolicy: runtimePullPolicy };
  return addedVolumes(plan).map((name) => (name === IMAGE_VOLUME_NAME
    ? { name, image: { reference: runtimeImage, ...pullPolicy } }
    : { name, emptyDir: {} }));
}
