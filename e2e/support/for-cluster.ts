import { IMAGE_VOLUME_MINOR } from '../../src/private/kubernetes-version';
import { kubernetesVersion } from '../cluster/versions';

/** The version of the cluster, for an order whose default is a newer one. Where the default is older, nobody has to say it. */
export function forCluster(): { readonly kubernetesVersion?: string } {
  const { minor } = kubernetesVersion(process.env.E2E_KUBERNETES);
  return minor < IMAGE_VOLUME_MINOR ? { kubernetesVersion: `1.${minor}` } : {};
}
