import { expect } from 'vitest';
import { Mechanism } from '../../src';
import { acrossMechanisms, HOOK_OPENS, triedAgain, type Fault } from '../support/matrix';

/** The timeout strikes, and what a user reads then. */
export const NEVER_READY: Fault = {
  name: 'never-ready',
  fault: 'the sidecar is never ready',
  verdicts: HOOK_OPENS,
  pod: { sidecar: ['-ready', '-1s'], timeoutSeconds: 3 },
  happens: async (run, mechanism) => {
    await triedAgain(run, mechanism);
    if (mechanism === Mechanism.NATIVE) {
      await run.event('Unhealthy', 'Startup probe failed: HTTP probe failed with statuscode: 503');
    }
    if (mechanism === Mechanism.NATIVE_WAITER) {
      await run.event('Unhealthy', 'Startup probe failed: startgate:');
    }
    if (mechanism === Mechanism.GUARD) {
      const { lastState } = await run.status('app', 'has ended', (status) => status.lastState.terminated !== undefined);
      expect(lastState.terminated).toMatchObject({ exitCode: 69, message: expect.stringContaining('sidecar') as string });
    }
  },
};

export const neverReady = acrossMechanisms(NEVER_READY);
