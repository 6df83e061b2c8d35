import { acrossMechanisms, CLOSED } from '../support/matrix';

/** Everything is stopped, containers too, and started again, as by a power cut. The kubelet makes the Pod's sandbox anew. */
export const nodeRestart = acrossMechanisms({
  name: 'node',
  fault: 'the node restarts while the gate is closed',
  verdicts: CLOSED,
  alone: true,
  pod: { sidecar: ['-ready', '6s'] },
  strikes: async (run) => {
    await run.said('sidecar', 'started');
    await run.cluster.down();
    await run.cluster.startRuntime();
    await run.cluster.startNode();
  },
  happens: async (run) => {
    await run.said('app', 'started', 1, 90_000);
  },
});
