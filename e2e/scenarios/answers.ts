import { Mechanism } from '../../src';
import { acrossMechanisms, CLOSED, HOOK_OPENS, triedAgain } from '../support/matrix';

export const hangs = acrossMechanisms({
  name: 'hangs',
  fault: 'the check times out',
  verdicts: HOOK_OPENS,
  pod: { sidecar: ['-ready', '-1s', '-hang'], timeoutSeconds: 4 },
  happens: triedAgain,
});

export const saysFailed = acrossMechanisms({
  name: 'says-failed',
  fault: 'the sidecar says that it has failed',
  verdicts: HOOK_OPENS,
  pod: { sidecar: ['-ready', '-1s', '-failed'], timeoutSeconds: 8 },
  happens: async (run, mechanism) => {
    await triedAgain(run, mechanism);
    if (mechanism === Mechanism.NATIVE_WAITER) await run.event('Unhealthy', 'no licence');
    if (mechanism === Mechanism.GUARD) await run.logged('app', 'no licence');
  },
});

/** What the gate saw once counts, even if it does not last. */
export const flaps = acrossMechanisms({
  name: 'flaps',
  fault: 'the sidecar is ready, then not any more',
  verdicts: CLOSED,
  pod: { sidecar: ['-ready', '3s', '-unready', '20s'] },
  happens: async (run) => {
    await run.said('app', 'started');
  },
});
