import { RESTART_OPENS_MINOR } from '../../src/private/kubernetes-version';
import { kubernetesVersion } from '../cluster/versions';

/** Whether the library says that a kubelet of this version which restarts opens native gates: the matrix fails where it is not so. */
export const RESTART_OPENS = kubernetesVersion(process.env.E2E_KUBERNETES).minor >= RESTART_OPENS_MINOR;
