import { expect } from 'vitest';
import { Mechanism } from '../../src';
import { gatedPod } from '../support/gated-pod';
import { acrossMechanisms, CLOSED, MECHANISMS, NEXT_START } from '../support/matrix';
import type { Scenario } from '../support/scenario';

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

/**
 * Both end at once, and the sidecar needs its time again. Where a hook waits it is chance: the gate holds if the kubelet sees both ends
 * at one look, and starts the sidecar first.
 */
export const bothKilled = acrossMechanisms({
  name: 'both-killed',
  fault: 'sidecar and application are killed together',
  verdicts: { ...CLOSED, [Mechanism.NATIVE]: 'not gated again', [Mechanism.NATIVE_WAITER]: 'not gated again', [Mechanism.GUARD]: 'gated again' },
  mechanisms: [Mechanism.NATIVE, Mechanism.NATIVE_WAITER, Mechanism.GUARD],
  pod: { sidecar: ['-ready', '8s'] },
  strikes: async (run) => {
    await run.said('app', 'started');
    await Promise.all([run.kill('sidecar'), run.kill('app')]);
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
