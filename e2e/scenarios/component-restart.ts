import { waitFor } from '../cluster/wait-for';
import { acrossMechanisms, HOOK_OPENS, type Fault } from '../support/matrix';
import { RESTART_OPENS } from '../support/restart-opens';
import type { Run } from '../support/run';

/** Restarts the kubelet when the sidecar has run for longer than ten seconds. */
export async function restartKubelet(run: Run): Promise<void> {
  await run.said('sidecar', 'started');
  const since = performance.now();
  await waitFor('the gate was closed for 12 s', () => (performance.now() - since > 12_000 ? true : undefined));
  await run.cluster.stop('kubelet');
  await run.cluster.start('kubelet');
}

/**
 * To a kubelet that starts a container is one that it knew before when it has run for ten seconds. Where a restart opens a gate,
 * it is chance whether it does so earlier; the random faults restart it within three.
 */
export const KUBELET_RESTARTS: Fault = {
  name: 'kubelet',
  fault: 'the kubelet restarts while the gate is closed',
  verdicts: RESTART_OPENS ? { ...HOOK_OPENS, 'native': 'open', 'native-waiter': 'open' } : HOOK_OPENS,
  alone: true,
  pod: { sidecar: ['-ready', '30s'] },
  strikes: restartKubelet,
  happens: async (run) => {
    await run.said('app', 'started', 1, 90_000);
  },
};

export const kubeletRestart = acrossMechanisms(KUBELET_RESTARTS);

export const CONTAINERD_RESTARTS: Fault = {
  name: 'containerd',
  fault: 'containerd restarts while the gate is closed',
  verdicts: HOOK_OPENS,
  alone: true,
  pod: { sidecar: ['-ready', '12s'] },
  strikes: async (run) => {
    await run.said('sidecar', 'started');
    await run.cluster.stop('containerd');
    await run.cluster.start('containerd');
  },
  happens: async (run) => {
    await run.said('app', 'started');
  },
};

export const containerdRestart = acrossMechanisms(CONTAINERD_RESTARTS);
