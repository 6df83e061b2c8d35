import { Mechanism } from '../../src';
import { acrossMechanisms, HOOK_OPENS } from '../support/matrix';

/** The path of the waiter is wrong: nothing can be asked. */
export const binaryMissing = acrossMechanisms({
  name: 'no-binary',
  fault: 'the waiter of the hook, probe or guard is missing',
  verdicts: HOOK_OPENS,
  mechanisms: [Mechanism.NATIVE_WAITER, Mechanism.GUARD, Mechanism.POST_START],
  pod: { sidecar: ['-ready', '5s'], timeoutSeconds: 10 },
  declare: (order, mechanism) => {
    order.container(mechanism === Mechanism.GUARD ? 'app' : 'sidecar').waiterPath('/absent');
  },
  happens: async (run, mechanism) => {
    await run.said('sidecar', 'ready');
    if (mechanism === Mechanism.GUARD) {
      await run.status('app', 'cannot be started twice', ({ restartCount }) => restartCount > 1, 90_000);
    } else {
      // the kubelet takes it for no answer at all: it asks again for ever, and never restarts the sidecar
      await run.event('Unhealthy', 'exec: "/absent": stat /absent: no such file or directory');
    }
  },
});
