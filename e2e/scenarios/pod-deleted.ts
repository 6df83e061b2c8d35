import { expect } from 'vitest';
import { waitFor } from '../cluster/wait-for';
import { acrossMechanisms, HOOK_OPENS } from '../support/matrix';

/** A hook is waited for, whatever the grace period says; when it has failed, the application of the dying Pod is started. */
export const podDeleted = acrossMechanisms({
  name: 'deleted',
  fault: 'the Pod is deleted while the gate is closed',
  verdicts: HOOK_OPENS,
  pod: { sidecar: ['-ready', '-1s'], timeoutSeconds: 45 },
  strikes: async (run) => {
    await run.said('sidecar', 'started');
    await run.cluster.kubectl.run(['-n', run.namespace, 'delete', 'pod', 'pod', '--wait=false']);
  },
  happens: async (run) => {
    // long before the gate's own timeout
    await waitFor('the Pod is gone', async () => ((await run.pods()).length === 0 ? true : undefined), { milliseconds: 30_000 });
    expect(run.starts()).toEqual([]);
  },
});
