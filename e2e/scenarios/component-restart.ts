import { acrossMechanisms, HOOK_OPENS } from '../support/matrix';

export const kubeletRestart = acrossMechanisms({
  name: 'kubelet',
  fault: 'the kubelet restarts while the gate is closed',
  verdicts: HOOK_OPENS,
  alone: true,
  pod: { sidecar: ['-ready', '12s'] },
  strikes: async (run) => {
    await run.said('sidecar', 'started');
    await run.cluster.stop('kubelet');
    await run.cluster.start('kubelet');
  },
  happens: async (run) => {
    await run.said('app', 'started');
  },
});

export const containerdRestart = acrossMechanisms({
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
});
