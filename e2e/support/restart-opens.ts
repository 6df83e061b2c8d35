import { RESTART_OPENS_MINOR } from '../../src/private/kubernetes-version';
import { readSettings } from '../cluster/settings';

/** Whether the library says that a kubelet of this version which restarts opens native gates: the matrix fails where it is not so. */
export const RESTART_OPENS = readSettings(process.env.E2E_KUBERNETES).minor >= RESTART_OPENS_MINOR;
