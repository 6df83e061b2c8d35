import { mkdtempSync, readdirSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { ApiObject, App, type Chart, Lazy, Testing, YamlOutputType } from 'cdk8s';
import fc from 'fast-check';
import { afterEach, expect, onTestFinished, test } from 'vitest';
import { parseAllDocuments } from 'yaml';
import { Check, Condition, Mechanism, Sidecar, StartOrder } from '../../../src';
import { APP, appWaitsForProxy, manifestsOf, newChart, newDeployment, podOf, PROXY, synthesisError } from '../../shop';

function newApp(yamlOutputType?: YamlOutputType): App {
  const outdir = mkdtempSync(join(tmpdir(), 'startgate-synthesis-'));
  onTestFinished(() => rmSync(outdir, { recursive: true, force: true }));
  return new App({ outdir, ...(yamlOutputType === undefined ? {} : { yamlOutputType }) });
}

/** A Deployment of which "app" waits for "proxy", by the mechanism that is the default. */
function byDefault(chart: Chart, name = 'web'): ApiObject {
  const deployment = newDeployment(chart, name);
  appWaitsForProxy(StartOrder.of(deployment));
  return deployment;
}

/** A Deployment of which the order is right. */
function right(chart: Chart, name = 'web'): ApiObject {
  const deployment = byDefault(chart, name);
  StartOrder.of(deployment).configure({ mechanism: Mechanism.NATIVE });
  return deployment;
}

/** A Deployment of which "app" waits for a container that does not exist. */
function wrong(chart: Chart, name = 'web'): ApiObject {
  const deployment = newDeployment(chart, name);
  const order = StartOrder.of(deployment);
  order.container('app').dependsOn(order.container('nothing'), { condition: Condition.STARTED });
  return deployment;
}

function filesIn(folder: string): string[] {
  const entries = readdirSync(folder, { recursive: true, withFileTypes: true });
  return entries.filter((entry) => entry.isFile()).map((entry) => join(entry.parentPath, entry.name));
}

function documentsIn(text: string): unknown[] {
  return parseAllDocuments(text, { version: '1.1' }).map((document) => document.toJS() as unknown);
}

const OUTPUTS = [
  ['FILE_PER_APP', YamlOutputType.FILE_PER_APP],
  ['FILE_PER_CHART', YamlOutputType.FILE_PER_CHART],
  ['FILE_PER_RESOURCE', YamlOutputType.FILE_PER_RESOURCE],
  ['FOLDER_PER_CHART_FILE_PER_RESOURCE', YamlOutputType.FOLDER_PER_CHART_FILE_PER_RESOURCE],
] as const;

test.each(OUTPUTS)('app.synth with %s writes what Testing.synth shows', (_name, output) => {
  const app = newApp(output);
  const charts = [newChart(app, 'a'), newChart(app, 'b')];
  charts.forEach((chart, index) => right(chart, `web-${index}`));
  app.synth();
  const written = filesIn(app.outdir).sort().flatMap((file) => documentsIn(readFileSync(file, 'utf8')));
  expect(written).toEqual(charts.flatMap(manifestsOf));
});

test('app.synthYaml gives what Testing.synth shows', () => {
  const app = Testing.app();
  const charts = [newChart(app, 'a'), newChart(app, 'b')];
  charts.forEach((chart) => right(chart));
  expect(documentsIn(app.synthYaml())).toEqual(charts.flatMap(manifestsOf));
});

test('synthesis twice gives the same bytes', () => {
  const app = Testing.app();
  right(newChart(app));
  expect(app.synthYaml()).toBe(app.synthYaml());
});

test('no reference is shared: the YAML has no anchors', () => {
  const app = Testing.app();
  const chart = newChart(app);
  const shared = {
    containers: [APP, PROXY, APP].map((container, index) => ({ ...container, name: `${container.name}-${index}`, resources: SHARED })),
  };
  const order = StartOrder.of(new ApiObject(chart, 'web', {
    apiVersion: 'apps/v1', kind: 'Deployment', metadata: { name: 'web' }, spec: { template: { spec: shared } },
  }));
  order.container('app-0').dependsOn(order.container('proxy-1').readyWhen(Check.tcpSocket()));
  expect(app.synthYaml()).not.toMatch(/[&*]a\d/);
});
const SHARED = { limits: { cpu: '1' } };

test.each(OUTPUTS)('with %s a wrong order in the second chart leaves no file of the first', (_name, output) => {
  const app = newApp(output);
  right(newChart(app, 'a'));
  wrong(newChart(app, 'b'));
  expect(() => app.synth()).toThrow(new Error(`start order: 1 error in 1 workload

[b/web] Deployment "web"
  error unknown-container: the Pod has no container "nothing"; it has "app", "proxy"
    cure: use one of these names; declare it with injected(name, check) if it is injected at admission; or declare the dependency with { optional: true } if the container may be absent`));
  expect(filesIn(app.outdir)).toEqual([]);
});

test('the output folder is not even made when an order is wrong', () => {
  const app = newApp();
  rmSync(app.outdir, { recursive: true });
  wrong(newChart(app));
  expect(() => app.synth()).toThrow(/^start order: 1 error/);
  expect(() => readdirSync(app.outdir)).toThrow(/^ENOENT/);
});

test('after an order is mended, the same app is synthesized', () => {
  const app = newApp();
  const deployment = wrong(newChart(app));
  expect(() => app.synth()).toThrow(/^start order: 1 error/);
  StartOrder.of(deployment).addSidecar(Sidecar.of('nothing', { image: 'nothing:1' }));
  app.synth();
  expect(filesIn(app.outdir)).toEqual([join(app.outdir, 'shop.k8s.yaml')]);
});

test('all errors of the app are one report, by construct path', () => {
  const app = Testing.app();
  const [b, a] = [newChart(app, 'b'), newChart(app, 'a')];
  wrong(b);
  right(a, 'api');
  const web = StartOrder.of(newDeployment(a));
  web.container('app').dependsOn(web.container('proxy'));
  web.container('proxy').dependsOn(web.container('app'));
  expect(synthesisError(app)).toBe(`start order: 4 errors in 2 workloads

[a/web] Deployment "web"
  error cycle: containers wait for each other: app -> proxy -> app
    cure: remove one of these dependencies
  error no-check: "proxy" waits until "app" is healthy, but "app" has no probe and no declared check
    cure: declare a check with readyWhen(Check.httpGet(…)), or wait for Condition.STARTED
  error no-check: "app" waits until "proxy" is healthy, but "proxy" has no probe and no declared check
    cure: declare a check with readyWhen(Check.httpGet(…)), or wait for Condition.STARTED

[b/web] Deployment "web"
  error unknown-container: the Pod has no container "nothing"; it has "app", "proxy"
    cure: use one of these names; declare it with injected(name, check) if it is injected at admission; or declare the dependency with { optional: true } if the container may be absent`);
});

test('the report is the same, whichever chart is synthesized first', () => {
  const app = Testing.app();
  const charts = [newChart(app, 'b'), newChart(app, 'a')];
  charts.forEach((chart) => wrong(chart));
  const report = synthesisError(app)!;
  for (const chart of charts) expect(() => manifestsOf(chart)).toThrow(new Error(report));
});

test('a chart with right orders is synthesized beside a wrong one', () => {
  const app = Testing.app();
  const chart = newChart(app, 'a');
  right(chart);
  wrong(newChart(app, 'b'));
  expect(manifestsOf(chart)).toHaveLength(1);
});

test('an object that can\'t be rendered stands in the report of the others', () => {
  const app = Testing.app();
  const chart = newChart(app);
  wrong(chart, 'web');
  const spec: unknown = Lazy.any({ produce: () => { throw new Error('no spec'); } });
  StartOrder.of(new ApiObject(chart, 'broken', { apiVersion: 'v1', kind: 'Pod', metadata: { name: 'broken' }, spec })).container('app');
  expect(synthesisError(app)).toContain(`[shop/broken] Pod "broken"
  error not-rendered: the manifest can't be rendered: Failed serializing construct at path 'shop/broken' with name 'broken': Error: no spec
    cure: fix the workload; its order was not checked`);
});

test.each<[string, object, string]>([
  ['there is no Pod template', { kind: 'Service', spec: { ports: [] } }, `start order: 1 error in 1 workload

[shop/web] Service "web"
  error no-pod-template: Service has no Pod template with containers at spec or at spec.template
    cure: declare the order on a Pod, Deployment, StatefulSet, DaemonSet, ReplicaSet, Job or CronJob, or set podPath in StartOrder.of`],
  ['two containers have one name', { kind: 'Pod', spec: { initContainers: [{ name: 'app' }], containers: [{ name: 'app' }] } }, `start order: 1 error in 1 workload

[shop/web] Pod "web"
  error duplicate-container-name: 2 containers of the Pod have the name "app"
    cure: give every container of the Pod its own name`],
])('fails when %s', (_name, manifest, message) => {
  const app = Testing.app();
  StartOrder.of(new ApiObject(newChart(app), 'web', {
    apiVersion: 'v1', kind: '', metadata: { name: 'web' }, ...manifest,
  })).container('app').asSidecar();
  expect(synthesisError(app)).toBe(message);
});

const warnings: string[] = [];
const listen = (warning: Error): void => {
  warnings.push(`${warning.name}: ${warning.message}`);
};
afterEach(() => {
  process.off('warning', listen);
  warnings.length = 0;
});

/** Every warning that an action makes; Node hands them out on the next tick. */
async function warningsOf(action: () => void): Promise<string[]> {
  // those of an action before
  await new Promise(setImmediate);
  process.on('warning', listen);
  action();
  await new Promise(setImmediate);
  return [...warnings];
}

function failsOpen(chart: Chart): ApiObject {
  const deployment = byDefault(chart);
  StartOrder.of(deployment).configure({ mechanism: Mechanism.POST_START, runtimeImage: 'startgate:1' });
  return deployment;
}

const FAILS_OPEN = 'post-start-fails-open: "app" waits for "proxy" with the mechanism "post-start", which fails open: if the hook fails or times out, '
  + 'the sidecar crashes or the kubelet restarts, it starts anyway; cure: use Mechanism.NATIVE (Kubernetes 1.29 or newer), or Mechanism.GUARD with '
  + 'imageEntrypoint and configure({ runtimeImage })';

test('a warning is said once per workload, however often the app is synthesized', async () => {
  const app = newApp();
  const charts = [newChart(app, 'a'), newChart(app, 'b')];
  const deployments = charts.map(failsOpen);
  expect(await warningsOf(() => {
    app.synth();
    app.synthYaml();
    charts.forEach(manifestsOf);
    deployments.forEach(podOf);
  })).toEqual([`StartOrderWarning: [a/web] Deployment "web" ${FAILS_OPEN}`, `StartOrderWarning: [b/web] Deployment "web" ${FAILS_OPEN}`]);
});

test('what a restart of the kubelet opens is said once an app', async () => {
  const app = newApp();
  const charts = [newChart(app, 'a'), newChart(app, 'b')];
  charts.forEach((chart) => byDefault(chart));
  expect(await warningsOf(() => app.synth())).toEqual([
    'StartOrderWarning: [a/web] Deployment "web" restart-opens-gate: "app" waits for "proxy" with a startup probe, which opens when the kubelet '
    + 'restarts; cure: set runtimeImage in configure: a guard or an init container then waits and stays closed; or ask for Mechanism.NATIVE',
  ]);
});

test('an info is no warning', async () => {
  const deployment = right(newChart());
  expect(await warningsOf(() => podOf(deployment))).toEqual([]);
});

test('explain does not warn: it says it itself', async () => {
  const deployment = failsOpen(newChart());
  expect(await warningsOf(() => StartOrder.of(deployment).explain())).toEqual([]);
});

interface Step {
  readonly name: string;
  readonly run: (order: StartOrder) => unknown;
}

/** One order of five containers and two sidecars, as independent statements. */
const STEPS: readonly Step[] = [
  { name: 'configure', run: (order) => order.configure({ runtimeImage: 'startgate:1' }) },
  ...['a', 'b', 'c', 'd', 'e'].map((name, index) => ({
    name: `check ${name}`, run: (order: StartOrder) => order.container(name).readyWhen(Check.tcpSocket({ port: 8000 + index })),
  })),
  ...[['b', 'a'], ['c', 'a'], ['d', 'b'], ['d', 'c'], ['e', 'd']].map(([dependent, dependency]) => ({
    name: `${dependent} on ${dependency}`,
    run: (order: StartOrder) => order.container(dependent!).dependsOn(
      order.container(dependency!), dependent === 'e' ? { mechanism: Mechanism.GUARD } : {},
    ),
  })),
  ...['x', 'y'].map((name) => ({
    name: `sidecar ${name}`, run: (order: StartOrder) => order.addSidecar(Sidecar.of(name, { image: `${name}:1` })),
  })),
  { name: 'a on x', run: (order) => order.container('a').dependsOn(order.container('x'), { condition: Condition.STARTED }) },
];

test('whatever the order of the declarations, the bytes are the same', () => {
  const render = (steps: readonly Step[]): string => {
    const app = Testing.app();
    const containers = ['e', 'd', 'c', 'b', 'a'].map((name) => ({ name, image: `${name}:1`, command: [`/${name}`] }));
    const order = StartOrder.of(newDeployment(newChart(app), 'web', { containers }));
    for (const step of steps) step.run(order);
    return [app.synthYaml(), order.explain(), order.toMermaid()].join('\n');
  };
  const expected = render(STEPS);
  fc.assert(fc.property(fc.shuffledSubarray([...STEPS], { minLength: STEPS.length }), (steps) => {
    expect(render(steps)).toBe(expected);
  }), { seed: 1729, numRuns: 100 });
});
