import { expect } from 'vitest';
import { Mechanism } from '../../src';
import { kubernetesVersion } from '../cluster/versions';
import { gatedPod } from '../support/gated-pod';
import { acrossMechanisms, CLOSED, MECHANISMS, NEXT_START } from '../support/matrix';
import type { Scenario, Verdict } from '../support/scenario';

const { minor } = kubernetesVersion(process.env.E2E_KUBERNETES);

/** Before 1.37 a kubelet that has no regular container of a Pod left starts the Pod as if it were new: in order. */
const NATIVE_AGAIN: Verdict = minor < 37 ? 'gated again' : 'not gated again';

/** A SIGKILL to process 1 of the container: the guard itself, or what it became. */
export const guardKilled = acrossMechanisms({
  name: 'guard-killed',
  fault: 'the guard is killed while it waits',
  verdicts: CLOSED,
  mechanisms: [Mechanism.GUARD],
  pod: { sidecar: ['-ready', '8s'] },
  strikes: async (run) => {
    await run.logged('app', 'startgate: waiting');
    await run.kill('app');
  },
  happens: async (run) => {
    await run.said('app', 'started');
    const { restartCount } = await run.status('app', 'runs', ({ state }) => state.running !== undefined);
    expect(restartCount).toBe(1);
  },
});

/** The sidecar and at once the application, and the sidecar needs its time again. */
export const bothKilled = acrossMechanisms({
  name: 'both-killed',
  fault: 'sidecar and application are killed, one right after the other',
  verdicts: { 'native': NATIVE_AGAIN, 'native-waiter': NATIVE_AGAIN, 'init-waiter': 'not gated again', 'guard': 'gated again', 'post-start': 'gated again' },
  pod: { sidecar: ['-ready', '8s'] },
  strikes: async (run) => {
    await run.said('app', 'started');
    await run.kill('sidecar');
    await run.kill('app');
  },
  happens: async (run) => {
    await run.said('app', 'started', 2);
  },
});

/** The application alone is killed, and its sidecar is not ready when it is started again. */
export const applicationKilled = acrossMechanisms({
  name: 'app-killed',
  fault: 'the application is killed while the sidecar is not ready',
  verdicts: NEXT_START,
  pod: { sidecar: ['-ready', '3s', '-unready', '3s', '-again', '12s'] },
  strikes: async (run) => {
    await run.said('app', 'started');
    await run.said('sidecar', 'not-ready');
    await run.kill('app');
  },
  happens: async (run) => {
    await run.said('app', 'started', 2, 90_000);
  },
});

/** The sidecar alone dies: the application goes on. */
export const sidecarKilled: readonly Scenario[] = MECHANISMS.map((mechanism) => ({
  name: `sidecar-killed-${mechanism}`,
  declare: (chart) => void gatedPod(chart, { mechanism, sidecar: ['-ready', '2s'] }),
  play: async (run) => {
    await run.said('app', 'started');
    await run.kill('sidecar');
    await run.said('sidecar', 'ready', 2);
    expect(run.starts().length, 'the application is started once').toBe(1);
  },
}));
