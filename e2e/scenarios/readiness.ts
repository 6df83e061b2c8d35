import { ApiObject, type Chart } from 'cdk8s';
import { expect } from 'vitest';
import { waitFor } from '../cluster/wait-for';
import { Check, Condition, Mechanism, StartOrder } from '../../src';
import { actor, gatedContainers, podSpec } from '../support/gated-pod';
import { acrossMechanisms, CLOSED } from '../support/matrix';
import type { Pod } from '../support/pod';
import { EndpointClient } from '../support/endpoint-client';
import type { Run } from '../support/run';
import type { Scenario } from '../support/scenario';

const LATE = ['-listen', ':8080', '-ready', '4s'];

/** The Pod is ready, and has not been so before the process of its application. The kubelet tells whole seconds. */
async function readyAfterStart(run: Run): Promise<void> {
  const { at } = await run.said('app', 'started');
  const pod = await run.pod('is ready', (each) => readySince(each) !== undefined);
  const started = Date.now() - (Number(process.hrtime.bigint()) - at) / 1e6;
  expect(readySince(pod), 'the second in which the Pod was ready').toBeGreaterThanOrEqual(Math.floor(started / 1000) * 1000);
}

/** Milliseconds since 1970; undefined while it is not ready. */
function readySince({ status }: Pod): number | undefined {
  const ready = status.conditions?.find(({ type }) => type === 'Ready');
  return ready?.status === 'True' ? Date.parse(ready.lastTransitionTime) : undefined;
}

/** The same Pod where the processes of its containers see each other, as another user, and with a guard that stays. */
function variants(): Scenario[] {
  const pods: Readonly<Record<string, { spec?: Readonly<Record<string, unknown>>; podSecurity?: Scenario['podSecurity'] }>> = {
    'shared-processes': { spec: { shareProcessNamespace: true } },
    'host-processes': { spec: { hostPID: true }, podSecurity: 'privileged' },
    'as-root': { spec: { securityContext: { runAsUser: 0 } }, podSecurity: 'privileged' },
  };
  return Object.entries(pods).map(([name, { spec = {}, podSecurity }]): Scenario => ({
    name: `ready-${name}`,
    ...(podSecurity === undefined ? {} : { podSecurity }),
    declare: (chart) => void gatedContainers(chart, [actor('sidecar', LATE), actor('app')], { mechanism: Mechanism.GUARD, spec }),
    play: readyAfterStart,
  }));
}

const guardThatStays: Scenario = {
  name: 'ready-guard-that-stays',
  declare: (chart) => {
    const containers = [actor('sidecar', LATE), actor('app'), actor('reporter')];
    const order = gatedContainers(chart, containers, { mechanism: Mechanism.GUARD });
    order.container('reporter').dependsOn(order.container('app'), { condition: Condition.STARTED });
  },
  play: async (run) => {
    await readyAfterStart(run);
    const pod = await run.pod('is ready', (each) => readySince(each) !== undefined);
    expect(pod.status.containerStatuses?.every(({ ready }) => ready)).toBe(true);
  },
};

/** A Deployment with a Service; the application answers requests at once, and for two seconds after it is asked to stop. */
function served(chart: Chart): void {
  const labels = { app: 'served' };
  const app = actor('app', ['-listen', ':8081', '-stop', '2s'], { ports: [{ containerPort: 8081 }] });
  const template = {
    metadata: { labels }, spec: podSpec([actor('sidecar', ['-listen', ':8080', '-ready', '2s']), app], { terminationGracePeriodSeconds: 10 }),
  };
  const strategy = { rollingUpdate: { maxUnavailable: 0, maxSurge: 1 } };
  const deployment = new ApiObject(chart, 'deployment', {
    apiVersion: 'apps/v1', kind: 'Deployment', metadata: { name: 'served' }, spec: { replicas: 2, strategy, selector: { matchLabels: labels }, template },
  });
  new ApiObject(chart, 'service', {
    apiVersion: 'v1', kind: 'Service', metadata: { name: 'served' }, spec: { selector: labels, ports: [{ port: 80, targetPort: 8081 }] },
  });
  const order = StartOrder.of(deployment).configure({ mechanism: Mechanism.GUARD });
  order.container('app').dependsOn(order.container('sidecar').readyWhen(Check.httpGet('/ready', { port: 8080 })));
}

const rollingUpdate: Scenario = {
  name: 'rolling-update',
  declare: served,
  play: async (run) => {
    const client = new EndpointClient(run, 'served');
    await waitFor('two Pods serve', async () => ((await client.look()).length === 2 ? true : undefined), { milliseconds: 120_000 });
    client.begin();
    await run.cluster.kubectl.run(['-n', run.namespace, 'rollout', 'restart', 'deployment/served']);
    await run.cluster.kubectl.run(['-n', run.namespace, 'rollout', 'status', 'deployment/served', '--timeout=120s']);
    await waitFor('four Pods got requests: two before, and two after', () => (client.asked >= 4 ? true : undefined));
    const { answered, refused } = await client.end();
    expect(refused, 'requests to a Pod whose application does not run').toEqual([]);
    expect(answered).toBeGreaterThan(100);
  },
};

/** A container whose command does not run yet is not ready. */
export const readiness: readonly Scenario[] = [
  ...acrossMechanisms({
    name: 'not-ready',
    fault: 'the Pod is Ready while its gate is closed',
    verdicts: CLOSED,
    pod: { sidecar: ['-ready', '4s'] },
    happens: readyAfterStart,
  }),
  ...variants(),
  guardThatStays,
  rollingUpdate,
];
