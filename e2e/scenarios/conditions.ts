import { Duration, type Chart } from 'cdk8s';
import { expect } from 'vitest';
import { Check, Condition, Mechanism, StartOrder, type DependencyOptions } from '../../src';
import { actor, pod } from '../support/gated-pod';
import type { Scenario } from '../support/scenario';
import { earlyStarts } from '../support/starts';

/** `app` waits for `worker`, in a Pod with this restart policy; `helper` keeps `worker` a regular container. */
function orderOf(chart: Chart, restartPolicy: string, worker: readonly string[], options: DependencyOptions): StartOrder {
  const containers = [actor('worker', worker), actor('app', ['-exit', '1s'])];
  const order = StartOrder.of(pod(chart, containers, { restartPolicy }));
  order.container('app').dependsOn(order.container('worker'), { timeout: Duration.minutes(1), ...options });
  return order;
}

export const conditions: readonly Scenario[] = [
  {
    name: 'succeeded-init',
    declare: (chart) => void orderOf(chart, 'Always', ['-exit', '2s'], { condition: Condition.SUCCEEDED }),
    play: async (run) => {
      const start = await run.said('app', 'started');
      const end = await run.said('worker', 'ended');
      expect(start.at).toBeGreaterThan(end.at);
      const [found] = await run.pods();
      expect(found!.status.initContainerStatuses?.map(({ name }) => name), 'a plain init container and no other').toEqual(['worker']);
    },
  },
  {
    name: 'succeeded-guard-never',
    declare: (chart) => void orderOf(chart, 'Never', ['-exit', '2s'], { condition: Condition.SUCCEEDED, mechanism: Mechanism.GUARD }),
    play: async (run) => {
      const start = await run.said('app', 'started');
      expect(start.at).toBeGreaterThan((await run.said('worker', 'ended')).at);
      await run.pod('has succeeded', ({ status }) => status.phase === 'Succeeded');
    },
  },
  {
    name: 'completed-guard-never',
    declare: (chart) => void orderOf(chart, 'Never', ['-exit', '2s', '-code', '3'], { condition: Condition.COMPLETED }),
    play: async (run) => {
      const start = await run.said('app', 'started');
      expect(start.at).toBeGreaterThan((await run.said('worker', 'ended')).at);
      await run.pod('has failed, as its worker did', ({ status }) => status.phase === 'Failed');
    },
  },
  {
    name: 'succeeded-guard-fails',
    declare: (chart) => void orderOf(
      chart, 'Never', ['-exit', '2s', '-code', '3'], { condition: Condition.SUCCEEDED, mechanism: Mechanism.GUARD },
    ),
    play: async (run) => {
      await run.pod('has failed', ({ status }) => status.phase === 'Failed');
      expect(run.starts('app', 'worker')).toEqual([]);
      const { state } = await run.status('app', 'has ended', ({ state: { terminated } }) => terminated !== undefined);
      expect(state.terminated).toMatchObject({ exitCode: 69, message: expect.stringContaining('worker') as string });
    },
  },
  {
    name: 'succeeded-guard-on-failure',
    declare: (chart) => void orderOf(chart, 'OnFailure', ['-exit', '2s'], { condition: Condition.SUCCEEDED, mechanism: Mechanism.GUARD }),
    play: async (run) => {
      const start = await run.said('app', 'started');
      expect(start.at).toBeGreaterThan((await run.said('worker', 'ended')).at);
      await run.pod('has succeeded', ({ status }) => status.phase === 'Succeeded');
    },
  },
  {
    name: 'mixed-conditions',
    declare: (chart) => {
      const containers = [
        actor('worker', ['-exit', '3s']), actor('sidecar', ['-listen', ':8080', '-ready', '2s']), actor('app', ['-exit', '1s']),
      ];
      const order = StartOrder.of(pod(chart, containers, { restartPolicy: 'Never' }));
      order.container('app')
        .dependsOn(order.container('worker'), { condition: Condition.COMPLETED })
        .dependsOn(order.container('sidecar').asSidecar().readyWhen(Check.httpGet('/ready', { port: 8080 })));
    },
    play: async (run) => {
      const start = await run.said('app', 'started');
      expect(start.at).toBeGreaterThan((await run.said('worker', 'ended')).at);
      expect(earlyStarts(run.starts())).toEqual([]);
      await run.pod('has succeeded', ({ status }) => status.phase === 'Succeeded');
    },
  },
];
