import { expect } from 'vitest';
import { Delivery, Mechanism } from '../../src';
import { IMAGE_VOLUME_MINOR } from '../../src/private/kubernetes-version';
import { kubernetesVersion } from '../cluster/versions';
import { IMAGE } from '../images/images';
import { gatedPod, type GatedPodOptions } from '../support/gated-pod';
import type { Run } from '../support/run';
import type { Scenario } from '../support/scenario';
import { earlyStarts } from '../support/starts';
import { restartKubelet } from './component-restart';

const { minor } = kubernetesVersion(process.env.E2E_KUBERNETES);
const MOUNTED = { kubernetesVersion: '1.35', delivery: Delivery.IMAGE_VOLUME };

function mounted(mechanism: Mechanism, sidecar: readonly string[], spec: GatedPodOptions['spec'] = {}): Scenario['declare'] {
  return (chart) => void gatedPod(chart, { mechanism, sidecar, spec }).configure(MOUNTED);
}

/** The application has started, never early, and no init container of ours was there. */
async function startsInOrder(run: Run): Promise<void> {
  await run.said('app', 'started', 1, 90_000);
  expect(earlyStarts(run.starts())).toEqual([]);
  const [found] = await run.pods();
  expect(found!.status.initContainerStatuses?.map(({ name }) => name) ?? []).not.toContain('startgate-install');
}

const ON_NODE: readonly Scenario[] = [
  ...[Mechanism.GUARD, Mechanism.NATIVE_WAITER].map((mechanism): Scenario => ({
    name: `image-volume-${mechanism}`,
    declare: mounted(mechanism, ['-ready', '3s']),
    play: startsInOrder,
  })),
  {
    name: 'image-volume-shared-pids',
    declare: mounted(Mechanism.GUARD, ['-ready', '3s'], { shareProcessNamespace: true }),
    play: startsInOrder,
  },
  {
    name: 'image-volume-kubelet-restarts',
    alone: true,
    declare: mounted(Mechanism.GUARD, ['-ready', '30s']),
    play: async (run) => {
      await restartKubelet(run);
      await startsInOrder(run);
    },
  },
  {
    name: 'image-volume-missing',
    declare: (chart) => {
      const order = gatedPod(chart, { sidecar: ['-ready', '0s'], runtimeImage: IMAGE.absent, mechanism: Mechanism.GUARD });
      order.configure(MOUNTED);
    },
    play: async (run) => {
      await run.status('app', 'has no volume', ({ state }) => /ErrImagePull|ImagePullBackOff/.test(state.waiting?.reason ?? ''), 90_000);
      expect(run.starts(), 'starts of the application').toEqual([]);
    },
  },
];

/** The waiter comes as a volume that is its image. Nodes of older versions have no such volumes. */
export const imageVolumes: readonly Scenario[] = minor >= IMAGE_VOLUME_MINOR ? ON_NODE : [];
