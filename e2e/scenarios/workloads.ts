import { ApiObject, type Chart } from 'cdk8s';
import { expect } from 'vitest';
import { waitFor } from '../cluster/wait-for';
import { Check, Mechanism, StartOrder } from '../../src';
import { actor, gatedContainers, podSpec } from '../support/gated-pod';
import type { Run } from '../support/run';
import type { Scenario } from '../support/scenario';
import { earlyStarts } from '../support/starts';

/** A controller's Pods, gated; `more` is added to the controller's spec. */
function workload(chart: Chart, kind: string, mechanism: Mechanism, more: Readonly<Record<string, unknown>>): void {
  const labels = { app: 'gated' };
  const containers = [actor('sidecar', ['-listen', ':8080', '-ready', '3s']), actor('app')];
  const spec = { ...more, selector: { matchLabels: labels }, template: { metadata: { labels }, spec: podSpec(containers) } };
  const order = StartOrder.of(new ApiObject(chart, 'workload', {
    apiVersion: 'apps/v1', kind, metadata: { name: 'workload' }, spec,
  })).configure({ mechanism });
  order.container('app').dependsOn(order.container('sidecar').readyWhen(Check.httpGet('/ready', { port: 8080 })));
}

/** So many Pods have started their application, and none too early. */
async function started(run: Run, pods: number): Promise<void> {
  await waitFor(
    `${pods} Pods have started their application`, () => (run.starts().length >= pods ? true : undefined), { milliseconds: 120_000 },
  );
  expect(earlyStarts(run.starts())).toEqual([]);
}

export const workloads: readonly Scenario[] = [
  ...[Mechanism.NATIVE, Mechanism.NATIVE_WAITER, Mechanism.INIT_WAITER, Mechanism.GUARD].map((mechanism): Scenario => ({
    name: `ten-pods-${mechanism}`,
    declare: (chart) => workload(chart, 'Deployment', mechanism, { replicas: 10 }),
    play: (run) => started(run, 10),
  })),
  {
    name: 'stateful-set',
    declare: (chart) => workload(chart, 'StatefulSet', Mechanism.GUARD, { replicas: 2, serviceName: 'workload' }),
    play: async (run) => {
      await started(run, 2);
      await run.cluster.kubectl.run(['-n', run.namespace, 'rollout', 'restart', 'statefulset/workload']);
      await started(run, 4);
      await run.cluster.kubectl.run(['-n', run.namespace, 'rollout', 'status', 'statefulset/workload', '--timeout=60s']);
    },
  },
  {
    name: 'daemon-set',
    declare: (chart) => workload(chart, 'DaemonSet', Mechanism.NATIVE, {}),
    play: (run) => started(run, 1),
  },
  {
    name: 'stop-order',
    declare: (chart) => {
      const containers = [actor('sidecar', ['-listen', ':8080']), actor('app', ['-stop', '1s'])];
      gatedContainers(chart, containers, { mechanism: Mechanism.NATIVE, spec: { terminationGracePeriodSeconds: 10 } });
    },
    play: async (run) => {
      await run.said('app', 'started');
      await run.cluster.kubectl.run(['-n', run.namespace, 'delete', 'pod', 'pod', '--timeout=60s']);
      const application = await run.said('app', 'stopped');
      const sidecar = await run.said('sidecar', 'stopping');
      expect(sidecar.at, 'the sidecar is asked to stop when the application has').toBeGreaterThan(application.at);
    },
  },
];
