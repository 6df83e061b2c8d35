import { expect } from 'vitest';
import { Mechanism } from '../../src';
import { IMAGE } from '../images/images';
import { actor, gatedContainers, gatedPod } from '../support/gated-pod';
import { MECHANISMS } from '../support/matrix';
import type { Run } from '../support/run';
import type { Scenario } from '../support/scenario';
import { earlyStarts } from '../support/starts';

async function startsInOrder(run: Run): Promise<void> {
  await run.said('app', 'started');
  expect(earlyStarts(run.starts())).toEqual([]);
}

/** Half a megabyte of waiter beside a small sidecar. */
const SMALL = { resources: { limits: { memory: '32Mi', cpu: '200m' } } };

export const surroundings: readonly Scenario[] = [
  ...MECHANISMS.map((mechanism): Scenario => ({
    name: `shared-pids-${mechanism}`,
    declare: (chart) => void gatedPod(chart, { mechanism, sidecar: ['-ready', '3s'], spec: { shareProcessNamespace: true } }),
    play: startsInOrder,
  })),
  ...MECHANISMS.map((mechanism): Scenario => ({
    name: `small-memory-${mechanism}`,
    declare: (chart) => void gatedContainers(
      chart, [actor('sidecar', ['-listen', ':8080', '-ready', '3s'], SMALL), actor('app', [], SMALL)], { mechanism },
    ),
    play: async (run) => {
      await startsInOrder(run);
      for (const container of ['sidecar', 'app']) {
        const { restartCount } = await run.status(container, 'runs', ({ state }) => state.running !== undefined);
        expect(restartCount, `restarts of "${container}"`).toBe(0);
      }
    },
  })),
  {
    name: 'waiter-in-the-image',
    declare: (chart) => {
      const order = gatedPod(chart, { mechanism: Mechanism.GUARD, sidecar: ['-ready', '3s'] });
      order.container('app').waiterPath('/startgate');
    },
    play: async (run) => {
      await startsInOrder(run);
      const [found] = await run.pods();
      expect(found!.status.initContainerStatuses, 'nothing is installed').toBeUndefined();
    },
  },
  {
    name: 'shell-in-busybox',
    declare: (chart) => {
      const app = { ...actor('app'), image: IMAGE.busybox, command: ['sh', '-c', 'echo "shell started"; exec sleep 3600'], args: [] };
      gatedContainers(chart, [actor('sidecar', ['-listen', ':8080', '-ready', '3s']), app], { mechanism: Mechanism.GUARD });
    },
    play: async (run) => {
      await run.logged('app', 'shell started');
      const [ready] = run.journal.entries.filter(({ event }) => event === 'ready');
      expect(ready, 'the sidecar was ready before').toBeDefined();
    },
  },
];
