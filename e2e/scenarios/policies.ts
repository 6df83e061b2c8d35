import { expect } from 'vitest';
import { Mechanism, OnTimeout } from '../../src';
import { gatedPod } from '../support/gated-pod';
import type { Scenario } from '../support/scenario';
import { earlyStarts } from '../support/starts';

const NOT_READY = ['-ready', '-1s'];
const GOES_ON = { sidecar: NOT_READY, timeoutSeconds: 3, dependency: { onTimeout: OnTimeout.CONTINUE } };

export const policies: readonly Scenario[] = [
  {
    name: 'continue-guard',
    declare: (chart) => void gatedPod(chart, { ...GOES_ON, mechanism: Mechanism.GUARD }),
    play: async (run) => {
      const sidecar = await run.said('sidecar', 'started');
      const app = await run.said('app', 'started');
      expect((app.at - sidecar.at) / 1e9, 'seconds').toBeGreaterThan(2);
      await run.logged('app', 'sidecar');
    },
  },
  {
    name: 'continue-post-start',
    declare: (chart) => void gatedPod(chart, { ...GOES_ON, mechanism: Mechanism.POST_START }),
    play: async (run) => {
      const sidecar = await run.said('sidecar', 'started');
      const app = await run.said('app', 'started');
      expect((app.at - sidecar.at) / 1e9, 'seconds').toBeGreaterThan(2);
      const { restartCount } = await run.status('sidecar', 'goes on', ({ ready }) => ready);
      expect(restartCount, 'a hook that goes on is no failure').toBe(0);
    },
  },
  ...[Mechanism.NATIVE, Mechanism.NATIVE_WAITER, Mechanism.INIT_WAITER, Mechanism.GUARD].map((mechanism): Scenario => ({
    name: `block-${mechanism}`,
    declare: (chart) => void gatedPod(chart, {
      mechanism, sidecar: ['-ready', '12s'], timeoutSeconds: 3, dependency: { onTimeout: OnTimeout.BLOCK },
    }),
    play: async (run) => {
      await run.said('app', 'started');
      expect(earlyStarts(run.starts())).toEqual([]);
      for (const container of ['app', 'sidecar']) {
        const { restartCount } = await run.status(container, 'runs', ({ state }) => state.running !== undefined);
        expect(restartCount, `restarts of "${container}"`).toBe(0);
      }
    },
  })),
];
