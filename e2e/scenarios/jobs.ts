import { ApiObject } from 'cdk8s';
import { expect } from 'vitest';
import { waitFor } from '../cluster/wait-for';
import { Check, Mechanism, StartOrder } from '../../src';
import { actor, podSpec } from '../support/gated-pod';
import type { Run } from '../support/run';
import type { Scenario } from '../support/scenario';
import { earlyStarts } from '../support/starts';

const CONTAINERS = [actor('sidecar', ['-listen', ':8080', '-ready', '2s']), actor('app', ['-exit', '1s'])];

function ordered(job: ApiObject, mechanism: Mechanism, kubernetesVersion?: string): void {
  const order = StartOrder.of(job).configure({ mechanism, kubernetesVersion });
  order.container('app').dependsOn(order.container('sidecar').asSidecar().readyWhen(Check.httpGet('/ready', { port: 8080 })));
}

const TEMPLATE = { spec: podSpec(CONTAINERS, { restartPolicy: 'Never' }) };

async function completes(run: Run, name: string): Promise<void> {
  await waitFor(`the Job ${name} is complete`, async () => {
    type Job = { metadata: { name: string }; status: { succeeded?: number } };
    const { items } = await run.cluster.kubectl.get<{ items: Job[] }>(['jobs', '-n', run.namespace]);
    return items.some(({ metadata, status }) => metadata.name.startsWith(name) && status.succeeded === 1) ? true : undefined;
  }, { milliseconds: 120_000 });
  const starts = run.starts();
  expect(starts.length).toBeGreaterThan(0);
  expect(earlyStarts(starts)).toEqual([]);
}

export const jobs: readonly Scenario[] = [
  ...[Mechanism.NATIVE, Mechanism.NATIVE_WAITER, Mechanism.INIT_WAITER, Mechanism.GUARD].map((mechanism): Scenario => ({
    name: `job-${mechanism}`,
    declare: (chart) => ordered(
      new ApiObject(chart, 'job', {
        apiVersion: 'batch/v1', kind: 'Job', metadata: { name: 'job' }, spec: { backoffLimit: 0, template: TEMPLATE },
      }),
      mechanism,
    ),
    play: (run) => completes(run, 'job'),
  })),
  {
    // no native sidecars there: the guard ends the sidecar
    name: 'job-until',
    declare: (chart) => ordered(
      new ApiObject(chart, 'job', {
        apiVersion: 'batch/v1', kind: 'Job', metadata: { name: 'job' }, spec: { backoffLimit: 0, template: TEMPLATE },
      }),
      Mechanism.GUARD,
      '1.28',
    ),
    play: async (run) => {
      await completes(run, 'job');
      const [found] = await run.pods();
      expect(found!.status.containerStatuses?.map(({ name }) => name).sort()).toEqual(['app', 'sidecar']);
    },
  },
  {
    name: 'cron-job',
    declare: (chart) => ordered(new ApiObject(chart, 'job', {
      apiVersion: 'batch/v1', kind: 'CronJob', metadata: { name: 'job' },
      spec: { schedule: '* * * * *', jobTemplate: { spec: { backoffLimit: 0, template: TEMPLATE } } },
    }), Mechanism.GUARD),
    play: (run) => completes(run, 'job-'),
  },
];
