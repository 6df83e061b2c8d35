import { expect } from 'vitest';
import { Check, Mechanism, StartOrder } from '../../src';
import { IMAGE } from '../images/images';
import { actor, gatedContainers, gatedPod, pod } from '../support/gated-pod';
import { MECHANISMS } from '../support/matrix';
import type { Run } from '../support/run';
import type { Scenario } from '../support/scenario';

async function startsInOrder(run: Run): Promise<void> {
  await run.said('app', 'started');
  expect(run.starts().filter(({ readySince }) => readySince === undefined)).toEqual([]);
}

/** Half a megabyte of waiter beside a small sidecar. */
const SMALL = { resources: { limits: { memory: '32Mi', cpu: '200m' } } };

const PORT = { ports: [{ containerPort: 28080 }] };
const MOUNT = { volumeMounts: [{ name: 'shared', mountPath: '/run/sidecar' }] };

export const surroundings: readonly Scenario[] = [
  ...MECHANISMS.map((mechanism): Scenario => ({
    name: `shared-pids-${mechanism}`,
    declare: (chart) => void gatedPod(chart, { mechanism, sidecar: ['-ready', '3s'], spec: { shareProcessNamespace: true } }),
    play: startsInOrder,
  })),
  ...MECHANISMS.map((mechanism): Scenario => ({
    name: `small-memory-${mechanism}`,
    declare: (chart) => void gatedContainers(chart, [actor('sidecar', ['-listen', ':8080', '-ready', '3s'], SMALL), actor('app', [], SMALL)], { mechanism }),
    play: async (run) => {
      await startsInOrder(run);
      for (const container of ['sidecar', 'app']) {
        const { restartCount } = await run.status(container, 'runs', ({ state }) => state.running !== undefined);
        expect(restartCount, `restarts of "${container}"`).toBe(0);
      }
    },
  })),
  // any process of the node could answer on a port of the host: only the kubelet asks there
  ...MECHANISMS.map((mechanism): Scenario => ({
    name: `host-network-${mechanism}`,
    podSecurity: 'privileged',
    declare: (chart) => {
      const native = mechanism === Mechanism.NATIVE;
      const listens = native ? actor('sidecar', ['-listen', ':28080', '-ready', '3s'], PORT) : actor('sidecar', ['-socket', '/run/sidecar/ready.sock', '-ready', '3s'], MOUNT);
      const order = StartOrder.of(pod(chart, [listens, actor('app', [], native ? {} : MOUNT)], { hostNetwork: true, volumes: [{ name: 'shared', emptyDir: {} }] }));
      order.configure({ mechanism, runtimeImage: IMAGE.waiter });
      const check = native ? Check.httpGet('/ready', { port: 28080 }) : Check.unixSocket('/run/sidecar/ready.sock', { httpPath: '/ready' });
      order.container('app').dependsOn(order.container('sidecar').readyWhen(check));
    },
    play: startsInOrder,
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
