import { IMAGE_VOLUME_MINOR } from '../kubernetes-version';
import { IMAGE_VOLUME_NAME } from '../pod-names';
import { quoted, type Rule, sorted } from './rule';

export const imageVolumeOff: Rule = {
  id: 'image-volume-off',
  severity: 'warning',
  title: 'image volumes are on from Kubernetes 1.35',
  cure: 'set kubernetesVersion to 1.35 or newer, use Delivery.INSTALL, or turn the feature gate ImageVolume on',
  check: ({ delivery, minor, order, containers }) => {
    if (delivery !== 'image-volume' || minor >= IMAGE_VOLUME_MINOR) return [];
    const names = sorted(containers.filter((planned) => planned.delivery !== undefined).map(({ name }) => name));
    return [{
      message: `Kubernetes ${order.kubernetesVersion ?? `1.${minor}`} drops the image volume "${IMAGE_VOLUME_NAME}" unless the feature gate ImageVolume is on: ${quoted(names)} then ${names.length === 1 ? 'has' : 'have'} no waiter to run`,
    }];
  },
};
