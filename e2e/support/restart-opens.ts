import { readSettings } from '../cluster/settings';

/** Whether a kubelet that restarts takes a native sidecar for started that is not. See docs/decisions/a-kubelet-restart-opens-probes.md. */
export const RESTART_OPENS = readSettings(process.env.E2E_KUBERNETES).minor >= 35;
