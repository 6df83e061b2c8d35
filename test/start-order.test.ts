import { fileURLToPath } from 'node:url';
import { ApiObject, Chart, Cron, Helm, Include, JsonPatch, Size, Testing } from 'cdk8s';
import * as kplus from 'cdk8s-plus-28';
import type { Construct } from 'constructs';
import { expect, test } from 'vitest';
import { Check, Condition, type FindOptions, Mechanism, StartOrder, type StartOrderOptions } from '../src';
import type { PodSpec } from '../src/private/manifest';
import { podTemplateOf } from '../src/private/pod-template';
import {
  APP, annotatedDependency, appWaitsForProxy, containerOf, type Manifest, manifestsOf, newChart, newDeployment, newOrder, podOf, podSpec,
  PROXY, sequenceOf,
} from './shop';

const fixture = (name: string): string => fileURLToPath(new URL(`fixtures/${name}`, import.meta.url));

/** "app" waits for the health of "proxy", whichever probe tells it. */
function declare(order: StartOrder): void {
  order.container('app').dependsOn(order.container('proxy').readyWhen(Check.tcpSocket({ port: 8080 })));
}

/** The Pod of a manifest, in every kind: `init containers | containers`. */
function sequenceIn(manifest: Manifest): string {
  return sequenceOf(podTemplateOf({ ...manifest })!.spec);
}

const resources = { cpu: { request: kplus.Cpu.millis(1) }, memory: { request: Size.mebibytes(1) } };
const containers: kplus.ContainerProps[] = [
  { name: 'app', image: 'app:1', resources }, { name: 'proxy', image: 'proxy:1', portNumber: 8080, resources },
];
const template = { spec: { containers: [{ name: 'app', image: 'app:1' }, { name: 'proxy', image: 'proxy:1' }] } };
const metadata = { name: 'web' };
const selector = { matchLabels: { app: 'web' } };

const CDK8S_PLUS: Record<string, (scope: Construct) => Construct> = {
  Pod: (scope) => new kplus.Pod(scope, 'web', { containers }),
  Deployment: (scope) => new kplus.Deployment(scope, 'web', { containers }),
  StatefulSet: (scope) => new kplus.StatefulSet(scope, 'web', {
    containers, service: new kplus.Service(scope, 'service', { ports: [{ port: 80 }] }),
  }),
  DaemonSet: (scope) => new kplus.DaemonSet(scope, 'web', { containers }),
  Job: (scope) => new kplus.Job(scope, 'web', { containers }),
  CronJob: (scope) => new kplus.CronJob(scope, 'web', { containers, schedule: Cron.daily() }),
};

const GENERATED: Record<string, (scope: Construct) => Construct> = {
  Pod: (scope) => new kplus.k8s.KubePod(scope, 'web', { metadata, spec: template.spec }),
  Deployment: (scope) => new kplus.k8s.KubeDeployment(scope, 'web', { metadata, spec: { selector, template } }),
  StatefulSet: (scope) => new kplus.k8s.KubeStatefulSet(scope, 'web', { metadata, spec: { selector, template, serviceName: 'web' } }),
  DaemonSet: (scope) => new kplus.k8s.KubeDaemonSet(scope, 'web', { metadata, spec: { selector, template } }),
  ReplicaSet: (scope) => new kplus.k8s.KubeReplicaSet(scope, 'web', { metadata, spec: { selector, template } }),
  Job: (scope) => new kplus.k8s.KubeJob(scope, 'web', { metadata, spec: { template } }),
  CronJob: (scope) => new kplus.k8s.KubeCronJob(scope, 'web', {
    metadata, spec: { schedule: '0 0 * * *', jobTemplate: { spec: { template } } },
  }),
};

const PLAIN: Record<string, (scope: Construct) => Construct> = {
  Pod: (scope) => new ApiObject(scope, 'web', { apiVersion: 'v1', kind: 'Pod', metadata, spec: podSpec() }),
  CronJob: (scope) => new ApiObject(scope, 'web', {
    apiVersion: 'batch/v1', kind: 'CronJob', metadata, spec: { jobTemplate: { spec: { template: { spec: podSpec() } } } },
  }),
  Rollout: (scope) => new ApiObject(scope, 'web', {
    apiVersion: 'argoproj.io/v1alpha1', kind: 'Rollout', metadata, spec: { template: { spec: podSpec() } },
  }),
  ...Object.fromEntries(['Deployment', 'StatefulSet', 'DaemonSet', 'ReplicaSet', 'Job'].map((kind) => [
    kind,
    (scope: Construct) => new ApiObject(scope, 'web', { apiVersion: 'apps/v1', kind, metadata, spec: { template: { spec: podSpec() } } }),
  ])),
};

test.each([
  ...Object.entries(CDK8S_PLUS).map(([kind, make]) => [`${kind} of cdk8s-plus`, kind, make] as const),
  ...Object.entries(GENERATED).map(([kind, make]) => [`generated Kube${kind}`, kind, make] as const),
  ...Object.entries(PLAIN).map(([kind, make]) => [`ApiObject ${kind}`, kind, make] as const),
])('a %s is gated', (_name, kind, make) => {
  const chart = newChart();
  const order = StartOrder.of(make(chart));
  declare(order);
  order.container('proxy').asSidecar();
  expect(sequenceIn(manifestsOf(chart).find((manifest) => manifest.kind === kind)!)).toBe('proxy* | app');
});

test('a construct of one\'s own that holds one workload stands for it', () => {
  const chart = newChart();
  newDeployment(chart);
  new ApiObject(chart, 'service', { apiVersion: 'v1', kind: 'Service', metadata: { name: 'web' }, spec: { ports: [] } });
  declare(StartOrder.of(chart));
  expect(sequenceIn(manifestsOf(chart)[0]!)).toBe('proxy* | app');
});

test('the order of a workload is the same one each time', () => {
  const { order, deployment } = newOrder();
  expect(StartOrder.of(deployment)).toBe(order);
});

test('of and find give the same order', () => {
  const { order, deployment } = newOrder();
  expect(StartOrder.find(Chart.of(deployment), 'Deployment', 'web')).toBe(order);
});

test('the manifest that is rewritten is the final one, after JsonPatch', () => {
  const { order, deployment } = newOrder({ containers: [PROXY] });
  declare(order);
  deployment.addJsonPatch(JsonPatch.add('/spec/template/spec/containers/-', APP));
  expect(sequenceOf(podOf(deployment))).toBe('proxy* | app');
});

test('an order without a dependency changes nothing', () => {
  const { order, deployment } = newOrder();
  order.container('proxy').readyWhen(Check.tcpSocket({ port: 8080 }));
  expect(podOf(deployment)).toEqual(podSpec());
});

test('find: what came in through Include', () => {
  const chart = newChart();
  new Include(chart, 'legacy', { url: fixture('legacy.yaml') });
  const order = StartOrder.find(chart, 'Deployment', 'legacy', { namespace: 'shop' });
  order.container('app').dependsOn(order.container('proxy'));
  expect(manifestsOf(chart).filter(({ kind }) => kind === 'Deployment').map(sequenceIn)).toEqual(['proxy* | app', ' | app']);
});

test('find: what came in through Helm', () => {
  const chart = newChart();
  new Helm(chart, 'legacy', { chart: 'shop', releaseName: 'june', helmExecutable: fixture('helm') });
  const order = StartOrder.find(chart, 'Deployment', 'june-shop');
  order.container('app').dependsOn(order.container('proxy'));
  expect(manifestsOf(chart).map(sequenceIn)).toEqual(['proxy* | app']);
});

test('find: several items of a List', () => {
  const chart = newChart();
  new Include(chart, 'legacy', { url: fixture('list.yaml') });
  const nightly = StartOrder.find(chart, 'CronJob', 'nightly');
  nightly.container('report').dependsOn(nightly.container('proxy').asSidecar());
  const web = StartOrder.find(chart, 'Deployment', 'web');
  web.container('app').dependsOn(web.container('proxy'));
  expect(manifestsOf(chart)[0]!.items!.slice(1).map(sequenceIn)).toEqual(['proxy* | app', 'proxy* | report']);
});

test('find: an item of a typed list, by its namespace', () => {
  const chart = newChart();
  new Include(chart, 'legacy', { url: fixture('deployment-list.yaml') });
  const order = StartOrder.find(chart, 'Deployment', 'web', { namespace: 'shop' });
  order.container('app').dependsOn(order.container('proxy'));
  expect(manifestsOf(chart)[0]!.items!.map(sequenceIn)).toEqual(['proxy* | app', ' | app']);
});

test('find: an item of a List is found by its name, also when a patch has moved it since', () => {
  const chart = newChart();
  const include = new Include(chart, 'legacy', { url: fixture('list.yaml') });
  const web = StartOrder.find(chart, 'Deployment', 'web');
  web.container('app').dependsOn(web.container('proxy'));
  include.apiObjects[0]!.addJsonPatch(JsonPatch.remove('/items/0'));
  expect(manifestsOf(chart)[0]!.items!.map(sequenceIn)).toEqual(['proxy* | app', ' | report proxy']);
});

test('find: without a namespace, any is taken as long as there is one', () => {
  const chart = newChart();
  new ApiObject(chart, 'web', {
    apiVersion: 'apps/v1', kind: 'Deployment', metadata: { name: 'web', namespace: 'shop' }, spec: { template: { spec: podSpec() } },
  });
  expect(StartOrder.find(chart, 'Deployment', 'web')).toBe(StartOrder.find(chart, 'Deployment', 'web', { namespace: 'shop' }));
});

test('find: the namespace of a chart is that of its workloads', () => {
  const chart = new Chart(Testing.app(), 'shop', { namespace: 'shop' });
  newDeployment(chart);
  expect(StartOrder.find(chart, 'Deployment', 'web', { namespace: 'shop' })).toBeInstanceOf(StartOrder);
});

test('tryFind: undefined when there is none', () => {
  expect(StartOrder.tryFind(newChart(), 'Deployment', 'web')).toBeUndefined();
});

test('tryFind: undefined when it is in another namespace', () => {
  const chart = newChart();
  newDeployment(chart);
  expect(StartOrder.tryFind(chart, 'Deployment', 'web', { namespace: 'shop' })).toBeUndefined();
});

test('tryFind: the same order as find', () => {
  const chart = newChart();
  newDeployment(chart);
  expect(StartOrder.tryFind(chart, 'Deployment', 'web')).toBe(StartOrder.find(chart, 'Deployment', 'web'));
});

test('configure: without a Kubernetes version it is 1.35', () => {
  const rendered = (version?: string): string => {
    const { order, deployment } = newOrder();
    appWaitsForProxy(order).configure(version === undefined ? {} : { kubernetesVersion: version });
    return JSON.stringify([podOf(deployment), order.explain()]);
  };
  expect(rendered()).toBe(rendered('1.35').replace('"kubernetesVersion\\":\\"1.35\\",', ''));
});

test.each([
  ['1.28', 'post-start'],
  ['1.29', 'native'],
  ['v1.33.2', 'native'],
])('configure: on Kubernetes %s the mechanism is "%s"', (kubernetesVersion, mechanism) => {
  const { order, deployment } = newOrder();
  appWaitsForProxy(order).configure({ kubernetesVersion });
  order.container('proxy').waiterPath('/startgate');
  expect(annotatedDependency(deployment)?.mechanism?.replace('-waiter', '')).toBe(mechanism);
});

test('configure: before Kubernetes 1.29 the guard is taken where the command is known and the waiter can be brought', () => {
  const { order, deployment } = newOrder();
  appWaitsForProxy(order).configure({ kubernetesVersion: '1.28', runtimeImage: 'startgate:1' });
  expect(annotatedDependency(deployment)).toMatchObject({ mechanism: 'guard' });
});

test('configure: without a runtime image nothing is installed', () => {
  const { order, deployment } = newOrder();
  appWaitsForProxy(order);
  expect(podOf(deployment)).not.toHaveProperty('volumes');
  expect(sequenceOf(podOf(deployment))).toBe('proxy* | app');
});

test('configure: with a runtime image the gate is a guard, and needs no init container', () => {
  const { order, deployment } = newOrder();
  appWaitsForProxy(order).configure({ runtimeImage: 'startgate:1' });
  expect([sequenceOf(podOf(deployment)), annotatedDependency(deployment)?.mechanism]).toEqual([' | app proxy', 'guard']);
});

test('configure: the image lock tells the guard what an image runs', () => {
  const { order, deployment } = newOrder({ containers: [{ name: 'app', image: 'app:1' }, PROXY] });
  appWaitsForProxy(order).configure({ mechanism: Mechanism.GUARD, runtimeImage: 'startgate:1', imageLock: fixture('images.json') });
  expect(containerOf(deployment, 'app')?.command?.at(-1)).toBe('/locked');
});

test('configure: without an image lock a guard needs a command or imageEntrypoint', () => {
  const { order, deployment } = newOrder({ containers: [{ name: 'app', image: 'app:1' }, PROXY] });
  appWaitsForProxy(order).configure({ mechanism: Mechanism.GUARD, runtimeImage: 'startgate:1' });
  expect(() => podOf(deployment)).toThrow(/ error command-unknown: "app" needs a guard because it waits for "proxy"/u);
});

test('configure fails when a second image lock contradicts the first', () => {
  const { order } = newOrder();
  const first = fixture('images.json');
  const second = fixture('../fixtures/images.json').replace('images.json', './images.json');
  order.configure({ imageLock: first });
  expect(() => order.configure({ imageLock: second })).toThrow(
    new Error(`"imageLock" of the start order of Deployment "web" is declared twice with different values: "${first}", then "${second}"; declare it once`),
  );
});

test('configure: several calls add up', () => {
  const { order, deployment } = newOrder();
  appWaitsForProxy(order.configure({ mechanism: Mechanism.GUARD }).configure(
    { runtimeImage: 'startgate:1' },
  ).configure({ mechanism: Mechanism.GUARD }));
  expect(podOf(deployment).volumes).toEqual([{ name: 'startgate-image', image: { reference: 'startgate:1' } }]);
});

test('toMermaid: the order as a flowchart', () => {
  expect(appWaitsForProxy(newOrder().order).toMermaid()).toMatch(/^flowchart /);
});

test('explain: the order in words', () => {
  expect(appWaitsForProxy(newOrder().order).explain()).toContain('proxy');
});

test('explain does not fail on a wrong order: it says what is wrong', () => {
  const { order } = newOrder();
  order.container('app').dependsOn(order.container('nothing'), { condition: Condition.STARTED });
  expect(order.explain()).toContain('the Pod has no container "nothing"; it has "app", "proxy"');
});

const UNKNOWN_KIND = 'StartOrder.of needs a construct with one workload; "shop" has ';
test.each([
  ['there is no object', (_chart: Chart) => undefined, `${UNKNOWN_KIND}no ApiObject; pass the workload itself`],
  ['there are two workloads', (chart: Chart) => [newDeployment(chart, 'a'), newDeployment(chart, 'b')],
    `${UNKNOWN_KIND}Deployment at "shop/a", Deployment at "shop/b"; pass the workload itself`],
  ['there are two objects of unknown kinds', (chart: Chart) => ['Rollout', 'Canary'].map(
    (kind) => new ApiObject(chart, kind, { apiVersion: 'v1', kind }),
  ),
    `${UNKNOWN_KIND}Rollout at "shop/Rollout", Canary at "shop/Canary"; pass the workload itself`],
  ['it is a List', (chart: Chart) => new ApiObject(chart, 'list', {
    apiVersion: 'v1', kind: 'List',
    items: [{ kind: 'Deployment', metadata: { name: 'a' } }, { kind: 'Job', metadata: { name: 'b', namespace: 'shop' } }],
  }),
    'StartOrder.of needs one workload; "shop" has Deployment "a" in the List at "shop/list", Job "b" in namespace "shop" in the List at "shop/list"; choose one by its name: StartOrder.find(scope, "Deployment", "a")'],
  ['it is a List of a kind that Kubernetes does not know', (chart: Chart) => new ApiObject(
    chart, 'list', { apiVersion: 'v1', kind: 'List', items: [{ kind: 'Rollout' }] },
  ),
    'StartOrder.of needs one workload; List at "shop/list" is a list of workloads; choose one with StartOrder.find(scope, kind, name)'],
])('of fails when %s', (_name, fill, message) => {
  const chart = newChart();
  fill(chart);
  expect(() => StartOrder.of(chart)).toThrow(new Error(message));
});

test('find fails when there is none of the name', () => {
  const chart = newChart();
  newDeployment(chart, 'web');
  newDeployment(chart, 'api');
  expect(() => StartOrder.find(chart, 'Deployment', 'shop')).toThrow(
    new Error('StartOrder.find: there is no Deployment "shop" under "shop", which has Deployment "api", "web"'),
  );
});

test('find fails when there is none of the kind, also not in a List', () => {
  const chart = newChart();
  new Include(chart, 'legacy', { url: fixture('list.yaml') });
  expect(() => StartOrder.find(chart, 'StatefulSet', 'db', { namespace: 'shop' })).toThrow(
    new Error('StartOrder.find: there is no StatefulSet "db" in namespace "shop" under "shop", which has no StatefulSet'),
  );
});

test('find names what the Lists have', () => {
  const chart = newChart();
  new Include(chart, 'legacy', { url: fixture('list.yaml') });
  expect(() => StartOrder.find(chart, 'Deployment', 'app')).toThrow(new Error('StartOrder.find: there is no Deployment "app" under "shop", which has Deployment "web"'));
});

test('find fails when the kind is spelt otherwise, and says how', () => {
  const chart = newChart();
  newDeployment(chart);
  expect(() => StartOrder.find(chart, 'deployment', 'web')).toThrow(
    new Error('StartOrder.find: there is no deployment "web" under "shop", which has no deployment, but Deployment "web"; kinds are case-sensitive'),
  );
});

test('find fails when only the namespace is wrong, and says which there are', () => {
  const chart = newChart();
  new Include(chart, 'legacy', { url: fixture('deployment-list.yaml') });
  expect(() => StartOrder.find(chart, 'Deployment', 'web', { namespace: 'prod' })).toThrow(
    new Error('StartOrder.find: there is no Deployment "web" in namespace "prod" under "shop", which has Deployment "web" in namespace "shop", "web" in namespace "test"'),
  );
});

test('find fails when its option is misspelt', () => {
  expect(() => StartOrder.find(
    newChart(), 'Deployment', 'web', { ns: 'shop' } as FindOptions,
  )).toThrow(new Error('StartOrder.find has no option "ns"; allowed: namespace, podPath'));
});

test('find fails when the scope is no construct', () => {
  expect(() => StartOrder.find(undefined as unknown as Construct, 'Deployment', 'web')).toThrow(
    new Error('StartOrder.find needs a construct to search, such as a Chart; got undefined'),
  );
});

test.each([[undefined, 'undefined'], [{}, '{}']])('of fails when it is given %j', (value, got) => {
  expect(() => StartOrder.of(value as unknown as Construct)).toThrow(
    new Error(`StartOrder.of needs a construct with one workload, such as a Deployment of cdk8s-plus; got ${got}`),
  );
});

test.each<[string, object, string]>([
  ['an option is misspelt', { kubernetesversion: '1.28' }, 'the start order of Deployment "web" has no option "kubernetesversion"; allowed: kubernetesVersion, mechanism, runtimeImage, delivery, runtimePullPolicy, runtimePullSecrets, runtimeResources, readiness, imageLock'],
  ['the version is a number', { kubernetesVersion: 1.33 }, '"kubernetesVersion" of the start order of Deployment "web" must be a Kubernetes version as a string, such as "1.33"; got 1.33'],
  ['the mechanism is none', { mechanism: 'GUARD' },
    '"mechanism" of the start order of Deployment "web" must be one of Mechanism.NATIVE, Mechanism.NATIVE_WAITER, Mechanism.INIT_WAITER, Mechanism.GUARD, Mechanism.POST_START; got "GUARD"'],
])('configure fails when %s', (_name, options, message) => {
  expect(() => newOrder().order.configure(options as StartOrderOptions)).toThrow(new Error(message));
});

test('find fails when there are several', () => {
  const chart = newChart();
  new Include(chart, 'legacy', { url: fixture('legacy.yaml') });
  expect(() => StartOrder.find(chart, 'Deployment', 'legacy')).toThrow(
    new Error('StartOrder.find: there are several Deployment "legacy" under "shop"; add { namespace }, or use a narrower scope'),
  );
});

test('configure fails when the version is none of Kubernetes', () => {
  expect(() => newOrder().order.configure({ kubernetesVersion: 'latest' })).toThrow(
    new Error('"kubernetesVersion" of the start order of Deployment "web" must be a Kubernetes version as a string, such as "1.33"; got "latest"'),
  );
});

test.each(['', 'a b'])('configure fails when the runtime image is "%s"', (runtimeImage) => {
  expect(() => newOrder().order.configure({ runtimeImage })).toThrow(
    new Error(`"runtimeImage" of the start order of Deployment "web" must be an image reference such as "registry.example/startgate:0.1.0"; got "${runtimeImage}"`),
  );
});

test('configure fails when a second start order contradicts the first', () => {
  const { order, deployment } = newOrder();
  order.configure({ mechanism: Mechanism.GUARD });
  expect(() => StartOrder.of(deployment).configure({ mechanism: Mechanism.NATIVE })).toThrow(
    new Error('"mechanism" of the start order of Deployment "web" is declared twice with different values: "guard", then "native"; declare it once'),
  );
});

test.each<[string, (order: StartOrder) => void, string]>([
  ['containers wait for each other', (order) => {
    const [a, b, c] = ['a', 'b', 'c'].map((name) => order.container(name));
    a!.dependsOn(b!, { condition: Condition.STARTED });
    b!.dependsOn(c!, { condition: Condition.STARTED });
    c!.dependsOn(a!, { condition: Condition.STARTED });
  }, `cycle: containers wait for each other: a -> b -> c -> a
    cure: remove one of these dependencies`],
  ['nothing tells the health of a container', (order) => order.container('a').dependsOn(order.container('b')),
    `no-check: "a" waits until "b" is healthy, but "b" has no probe and no declared check
    cure: declare a check with readyWhen(Check.httpGet(…)), or wait for Condition.STARTED`],
  ['the waiter can\'t be brought', (order) => {
    order.container('a').imageEntrypoint(['/a']).dependsOn(
      order.container('b').readyWhen(Check.tcpSocket({ port: 1 })), { mechanism: Mechanism.GUARD },
    );
  }, `binary-missing: a guard starts the command of "a", but "a" has no startgate binary
    cure: set the path in the image: waiterPath("/startgate"); or install the waiter: configure({ runtimeImage: "registry.example/startgate:0.1.0" })`],
])('synthesis fails with one message when %s', (_name, declare, finding) => {
  const { order, deployment } = newOrder({ containers: ['a', 'b', 'c', 'd'].map((name) => ({ name })) });
  declare(order);
  expect(() => podOf(deployment)).toThrow(new Error(`start order: 1 error in 1 workload\n\n[shop/web] Deployment "web"\n  error ${finding}`));
});

test.each(['', 'App', 'a b', '-app', 'a'.repeat(64)])('container fails when the name is "%s"', (name) => {
  expect(() => newOrder().order.container(name)).toThrow(
    new Error(`the name of a container of Deployment "web" must be a DNS label (lower-case letters, digits and "-", at most 63 characters); got "${name}"`),
  );
});

/** A ScaledJob of KEDA, which keeps its Pod template at a place of its own. */
function scaledJob(spec = podSpec()): ApiObject {
  return new ApiObject(newChart(), 'scaled', {
    apiVersion: 'keda.sh/v1alpha1', kind: 'ScaledJob', metadata: { name: 'scaled' }, spec: { jobTargetRef: { template: { spec } } },
  });
}
const podPath = 'spec.jobTargetRef.template';

test('podPath names the place of the Pod template in a custom resource', () => {
  const object = scaledJob();
  declare(StartOrder.of(object, { podPath }));
  const { template: { spec } } = (object.toJson() as { spec: { jobTargetRef: { template: { spec: PodSpec } } } }).spec.jobTargetRef;
  expect(sequenceOf(spec)).toBe('proxy* | app');
});

test('find and tryFind take a podPath', () => {
  const object = scaledJob();
  const order = StartOrder.find(object.node.root, 'ScaledJob', 'scaled', { podPath });
  expect(StartOrder.tryFind(object.node.root, 'ScaledJob', 'scaled', { podPath })).toBe(order);
  declare(order);
  expect(order.explain()).toContain('app');
});

test('without podPath such a custom resource is an error', () => {
  const object = scaledJob();
  declare(StartOrder.of(object));
  expect(() => { object.toJson(); }).toThrow(new Error(`start order: 1 error in 1 workload

[shop/scaled] ScaledJob "scaled"
  error no-pod-template: ScaledJob has no Pod template with containers at spec or at spec.template
    cure: declare the order on a Pod, Deployment, StatefulSet, DaemonSet, ReplicaSet, Job or CronJob, or set podPath in StartOrder.of`));
});

test('fails when there is no Pod template at podPath', () => {
  const object = scaledJob();
  declare(StartOrder.of(object, { podPath: 'spec.job.template' }));
  expect(() => { object.toJson(); }).toThrow('error no-pod-template: ScaledJob has no Pod template with containers at spec.job.template\n');
});

test('fails when two paths are given for one workload', () => {
  const object = scaledJob();
  StartOrder.of(object, { podPath });
  expect(() => StartOrder.of(object, { podPath: 'spec.template' })).toThrow(new Error('"podPath" of the start order of ScaledJob "scaled" is '
    + 'declared twice with different values: "spec.jobTargetRef.template", then "spec.template"; declare it once'));
});

test('findAll gives the order of every workload of a scope, also of those in a List', () => {
  const chart = newChart();
  const deployment = newDeployment(chart);
  new ApiObject(chart, 'config', { apiVersion: 'v1', kind: 'ConfigMap', metadata: { name: 'config' } });
  new Include(chart, 'include', { url: fixture('deployment-list.yaml') });
  const orders = StartOrder.findAll(chart.node.root);
  expect(orders.map(({ kind, workloadName }) => `${kind} ${workloadName}`)).toEqual(['Deployment web', 'Deployment web', 'Deployment web']);
  expect(orders[0]).toBe(StartOrder.of(deployment));
  expect(orders[1]).toBe(StartOrder.find(chart, 'Deployment', 'web', { namespace: 'shop' }));
});

test('findAll alone changes nothing', () => {
  const chart = newChart();
  newDeployment(chart);
  const before = JSON.stringify(manifestsOf(chart));
  StartOrder.findAll(chart);
  expect(JSON.stringify(manifestsOf(chart))).toBe(before);
});

test('manifest is a copy of the manifest before any order is in it', () => {
  const { order, deployment } = newOrder();
  const before: unknown = deployment.toJson();
  appWaitsForProxy(order).configure({ mechanism: Mechanism.NATIVE });
  const manifest = order.manifest() as Manifest;
  expect(manifest).toEqual(before);
  (manifest as { kind: string }).kind = 'changed';
  expect(order.manifest()).toEqual(before);
});

test('manifest fails when a patch has renamed the workload in its List', () => {
  const chart = newChart();
  const list = new ApiObject(chart, 'list', {
    apiVersion: 'v1', kind: 'List', items: [{ apiVersion: 'apps/v1', kind: 'Deployment', metadata, spec: { template } }],
  });
  const order = StartOrder.find(chart, 'Deployment', 'web');
  list.addJsonPatch(JsonPatch.replace('/items/0/metadata/name', 'api'));
  expect(() => { order.manifest(); }).toThrow(
    new Error('Deployment "web" is no longer in its List; call StartOrder.find after the patch that renames it'),
  );
});
