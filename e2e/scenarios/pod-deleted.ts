import { expect } from 'vitest';
import { Mechanism } from '../../src';
import { acrossMechanisms, CLOSED } from '../support/matrix';

export const podDeleted = acrossMechanisms({
  name: 'deleted',
  fault: 'the Pod is deleted while the gate is closed',
  verdicts: CLOSED,
  pod: { sidecar: ['-ready', '-1s'], timeoutSeconds: 15 },
  happens: async (run, mechanism) => {
    await run.said('sidecar', 'started');
    const begin = performance.now();
    await run.cluster.kubectl.run(['-n', run.namespace, 'delete', 'pod', 'pod', '--timeout=60s']);
    const seconds = (performance.now() - begin) / 1000;
    // a hook is waited for, whatever the grace period says
    if (mechanism === Mechanism.POST_START) expect(seconds).toBeGreaterThan(8);
    else expect(seconds).toBeLessThan(8);
    expect(run.starts()).toEqual([]);
  },
});
