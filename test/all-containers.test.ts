import { Duration, JsonPatch } from 'cdk8s';
import { expect, test } from 'vitest';
import type { StartOrder } from '../src';
import { Check, Condition, Mechanism, Sidecar } from '../src';
import type { PodSpec } from '../src/private/manifest';
import type { newDeployment} from './shop';
import { APP, newOrder, podOf, PROXY, sequenceOf, synthesisError } from './shop';

const WORKER = { name: 'worker', image: 'worker:1', command: ['/worker'] };
const READY = Check.httpGet('/ready', { port: 8080 });

/** The dependencies of an order, as the rendered annotation lists them: `app -> proxy`. */
function edgesOf(deployment: ReturnType<typeof newDeployment>): string[] {
  const { template } = (deployment.toJson() as { spec: { template: { metadata: { annotations: Record<string, string> } } } }).spec;
  const { dependencies } = JSON.parse(template.metadata.annotations['startgate.dev/order']!) as {
    dependencies: { container: string; dependsOn: string; timeout: string }[];
  };
  return dependencies.map(({ container, dependsOn, timeout }) => `${container} -> ${dependsOn} ${timeout}`);
}

function orderOf(spec: PodSpec): ReturnType<typeof newOrder> {
  const made = newOrder(spec);
  made.order.configure({ mechanism: Mechanism.NATIVE });
  return made;
}

test('each container but the sidecars waits', () => {
  const { order, deployment } = orderOf({
    initContainers: [{ name: 'log', image: 'log:1', restartPolicy: 'Always' }, { name: 'migrate', image: 'migrate:1' }],
    containers: [APP, WORKER, { name: 'agent', image: 'agent:1' }],
  });
  order.container('agent').asSidecar();
  order.all().dependsOn(order.addSidecar(Sidecar.of('proxy', { image: 'proxy:1', readyWhen: READY })));
  expect(edgesOf(deployment)).toEqual(['app -> proxy 60s', 'migrate -> proxy 60s', 'worker -> proxy 60s']);
  expect(sequenceOf(podOf(deployment))).toBe('log* proxy* migrate agent* | app worker');
});

test('a container that is added later waits too', () => {
  const { order, deployment } = orderOf({ containers: [APP, PROXY] });
  order.all().dependsOn(order.container('proxy').readyWhen(READY));
  deployment.addJsonPatch(JsonPatch.add('/spec/template/spec/containers/-', WORKER));
  expect(edgesOf(deployment)).toEqual(['app -> proxy 60s', 'worker -> proxy 60s']);
});

test('what a dependency of all depends on does not wait', () => {
  const { order, deployment } = orderOf({ containers: [APP, PROXY, WORKER, { ...WORKER, name: 'config' }] });
  order.container('proxy').readyWhen(READY).dependsOn(order.container('config'), { condition: Condition.STARTED });
  order.all().dependsOn(order.container('proxy'));
  expect(edgesOf(deployment)).toEqual(['app -> proxy 60s', 'proxy -> config 60s', 'worker -> proxy 60s']);
});

test('what all depends on does not wait for another dependency of all', () => {
  const { order, deployment } = orderOf({ containers: [APP, PROXY, { ...PROXY, name: 'agent', ports: [] }] });
  order.all().dependsOn(order.container('proxy').readyWhen(READY)).dependsOn(order.container('agent').readyWhen(Check.tcpSocket({ port: 9090 })));
  expect(edgesOf(deployment)).toEqual(['app -> agent 60s', 'app -> proxy 60s']);
});

test('the dependency of one container wins', () => {
  const { order, deployment } = orderOf({ containers: [APP, PROXY, WORKER] });
  const proxy = order.container('proxy').readyWhen(READY);
  order.all().dependsOn(proxy, { timeout: Duration.minutes(2) });
  order.container('worker').dependsOn(proxy, { timeout: Duration.minutes(5) });
  expect(edgesOf(deployment)).toEqual(['app -> proxy 120s', 'worker -> proxy 300s']);
});

test('explain shows each dependency', () => {
  const { order } = orderOf({ containers: [APP, PROXY, WORKER] });
  order.all().dependsOn(order.container('proxy').readyWhen(READY));
  expect(order.explain()).toContain('worker');
  expect(order.toMermaid()).toMatch(/worker[^]*app|app[^]*worker/u);
});

test('an unknown dependency is an error', () => {
  const { order, deployment } = orderOf({ containers: [APP] });
  order.all().dependsOn(order.container('proxi'));
  expect(synthesisError(deployment.node.root as never)).toContain('error unknown-container: the Pod has no container "proxi"; it has "app"');
});

test.each([
  ['the dependency is of another Pod', (order: StartOrder) => order.all().dependsOn(newOrder().order.container('proxy')),
    'all containers of Deployment "web" can\'t depend on container "proxy" of another Pod; use a container of the same StartOrder'],
  ['the timeout is zero', (order: StartOrder) => order.all().dependsOn(order.container('proxy'), { timeout: Duration.seconds(0) }),
    '"timeout" of the dependency of all containers on "proxy" in Deployment "web" must be more than zero; got 0s; use OnTimeout.BLOCK to wait for ever'],
  ['the same dependency is declared twice', (order: StartOrder) => order.all()
    .dependsOn(order.container('proxy')).dependsOn(order.container('proxy'), { condition: Condition.STARTED }),
  'the dependency of all containers on "proxy" in Deployment "web" is declared twice with different values: condition not given, then "started"; declare it once'],
])('fails when %s', (_name, declare, message) => {
  expect(() => declare(newOrder().order)).toThrow(new Error(message));
});
