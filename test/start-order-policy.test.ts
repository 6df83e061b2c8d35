import { fileURLToPath } from 'node:url';
import type { App} from 'cdk8s';
import { ApiObject, Duration, Include, JsonPatch, Testing } from 'cdk8s';
import { afterEach, describe, expect, test } from 'vitest';
import {
  Check, Condition, FailOn, Injected, Mechanism, Sidecar, StartOrder, StartOrderPolicy, type StartOrderPolicyProps,
} from '../src';
import type { PodSpec } from '../src/private/manifest';
import { podTemplateOf } from '../src/private/pod-template';
import { APP, type Manifest, manifestsOf, newChart, newDeployment, PROXY, sequenceOf, synthesisError } from './shop';

const READY = Check.httpGet('/ready', { port: 15_021 });
const SIDECAR = Sidecar.of('mesh', { image: 'mesh:1', readyWhen: READY });
const MESH: StartOrderPolicyProps = { sidecars: [SIDECAR], dependencies: [{ dependsOn: 'mesh' }] };
const ONLY_APP: PodSpec = { containers: [APP] };

/** A chart of an app with native gates. */
function newShop(): ReturnType<typeof newChart> {
  const chart = newChart();
  StartOrder.defaults(chart.node.root, { mechanism: Mechanism.NATIVE });
  return chart;
}

/** The Pods of a chart by the names of their workloads: `init containers | containers`. */
function podsOf(chart: ReturnType<typeof newChart>): Record<string, string> {
  const manifests = manifestsOf(chart).flatMap((manifest) => (manifest.kind.endsWith('List') ? manifest.items! : [manifest]));
  return Object.fromEntries(manifests.flatMap((manifest) => {
    const template = podTemplateOf({ ...manifest });
    const { name, namespace } = manifest.metadata;
    return template === undefined ? [] : [[namespace === undefined ? name : `${namespace}/${name}`, sequenceOf(template.spec)]];
  }));
}

test('every workload gets the sidecar and the dependency', () => {
  const chart = newShop();
  newDeployment(chart, 'web', ONLY_APP);
  new StartOrderPolicy(chart, 'policy', MESH);
  newDeployment(chart, 'api', ONLY_APP);
  expect(podsOf(chart)).toEqual({ web: 'mesh* | app', api: 'mesh* | app' });
});

test('the dependency is a gate', () => {
  const chart = newShop();
  newDeployment(chart, 'web', ONLY_APP);
  new StartOrderPolicy(chart, 'policy', MESH);
  const [web] = manifestsOf(chart);
  expect(podTemplateOf({ ...web! })!.spec.initContainers).toMatchObject([{ name: 'mesh', startupProbe: { httpGet: { port: 15_021 } } }]);
});

const ISTIO: StartOrderPolicyProps = { injected: [Injected.istio()], dependencies: [{ dependsOn: 'istio-proxy' }] };
const GUARDED = { runtimeImage: 'registry.example/startgate:0.1.0' };

test('every workload waits for the sidecar that an injector adds', () => {
  const chart = newChart();
  StartOrder.defaults(chart, GUARDED);
  newDeployment(chart, 'web', ONLY_APP);
  new StartOrderPolicy(chart, 'policy', ISTIO);
  const [web] = manifestsOf(chart);
  expect(podTemplateOf({ ...web! })!.spec.containers![0]!.command).toContain('istio-proxy=http://localhost:15021/healthz/ready');
});

test('an init container does not wait for what may be injected behind it', () => {
  const chart = newChart();
  StartOrder.defaults(chart, GUARDED);
  newDeployment(chart, 'web', { initContainers: [{ name: 'migrate', image: 'm:1', command: ['/migrate'] }], containers: [APP] });
  new StartOrderPolicy(chart, 'policy', ISTIO);
  const [web] = manifestsOf(chart);
  expect(podTemplateOf({ ...web! })!.spec.initContainers![0]!.command).toEqual(['/migrate']);
});

test.each<[string, (app: App) => unknown]>([
  ['app.synthYaml', (app) => app.synthYaml()],
  ['Testing.synth', (app) => JSON.stringify(Testing.synth(app.charts[0]!))],
])('%s applies it to what was added after the policy', (_name, synthesize) => {
  const chart = newShop();
  new StartOrderPolicy(chart.node.root, 'policy', MESH);
  newDeployment(chart, 'web', ONLY_APP);
  expect(synthesize(chart.node.root as App)).toContain('startgate.dev/order');
});

test('only the selected workloads get it', () => {
  const chart = newShop();
  new StartOrderPolicy(chart, 'policy', { ...MESH, select: { names: ['web*'] } });
  for (const name of ['web-1', 'api']) newDeployment(chart, name, ONLY_APP);
  expect(podsOf(chart)).toEqual({ 'web-1': 'mesh* | app', 'api': ' | app' });
});

test('a workload outside of its scope does not get it', () => {
  const app = Testing.app();
  const [one, other] = [newChart(app, 'one'), newChart(app, 'other')];
  StartOrder.defaults(app, { mechanism: Mechanism.NATIVE });
  new StartOrderPolicy(one, 'policy', MESH);
  for (const chart of [one, other]) newDeployment(chart, 'web', ONLY_APP);
  expect([podsOf(one), podsOf(other)]).toEqual([{ web: 'mesh* | app' }, { web: ' | app' }]);
});

test('the workloads of Include and those in a List get it', () => {
  const chart = newShop();
  new StartOrderPolicy(chart, 'policy', MESH);
  new Include(chart, 'include', { url: fileURLToPath(new URL('fixtures/deployment-list.yaml', import.meta.url)) });
  expect(podsOf(chart)).toEqual({ 'shop/web': 'mesh* | app proxy', 'test/web': 'mesh* | app' });
});

test('a container that a patch adds later waits too', () => {
  const chart = newShop();
  new StartOrderPolicy(chart, 'policy', { ...MESH, select: { containers: ['worker'] } });
  newDeployment(chart, 'web', ONLY_APP).addJsonPatch(JsonPatch.add('/spec/template/spec/containers/-', { name: 'worker', image: 'worker:1' }));
  const [{ spec }] = manifestsOf(chart) as [Manifest];
  expect(JSON.stringify(spec)).toContain(String.raw`\"container\":\"worker\",\"dependsOn\":\"mesh\"`);
});

test('a custom resource gets it if its kind is named', () => {
  const chart = newShop();
  new StartOrderPolicy(chart, 'policy', { ...MESH, select: { kinds: ['Rollout'] } });
  new ApiObject(chart, 'web', { apiVersion: 'argoproj.io/v1alpha1', kind: 'Rollout', metadata: { name: 'web' }, spec: { template: { spec: ONLY_APP } } });
  expect(podsOf(chart)).toEqual({ web: 'mesh* | app' });
});

describe('an order of its own wins', () => {
  test('with its own sidecar of the name', () => {
    const chart = newShop();
    new StartOrderPolicy(chart, 'policy', MESH);
    StartOrder.of(newDeployment(chart, 'web', ONLY_APP)).addSidecar(Sidecar.of('mesh', { image: 'mesh:2', readyWhen: READY }));
    const [web] = manifestsOf(chart);
    expect(podTemplateOf({ ...web! })!.spec.initContainers).toMatchObject([{ name: 'mesh', image: 'mesh:2' }]);
  });

  test('with its own dependency', () => {
    const chart = newShop();
    new StartOrderPolicy(chart, 'policy', MESH);
    const order = StartOrder.of(newDeployment(chart, 'web', ONLY_APP));
    order.container('app').dependsOn(order.container('mesh'), { timeout: Duration.minutes(5) });
    const [web] = manifestsOf(chart);
    expect(podTemplateOf({ ...web! })!.spec.initContainers).toMatchObject([{ startupProbe: { failureThreshold: 300 } }]);
  });

  test('with its own check', () => {
    const chart = newShop();
    new StartOrderPolicy(chart, 'policy', MESH);
    StartOrder.of(newDeployment(chart, 'web', ONLY_APP)).container('mesh').readyWhen(Check.tcpSocket({ port: 1 }));
    const [web] = manifestsOf(chart);
    expect(podTemplateOf({ ...web! })!.spec.initContainers).toMatchObject([{ startupProbe: { tcpSocket: { port: 1 } } }]);
  });

  test('and explain shows what the policy adds to it', () => {
    const chart = newShop();
    new StartOrderPolicy(chart, 'policy', MESH);
    expect(StartOrder.of(newDeployment(chart, 'web', ONLY_APP)).explain()).toContain('waits for mesh');
  });
});

test('two policies add both', () => {
  const chart = newShop();
  new StartOrderPolicy(chart.node.root, 'mesh', MESH);
  new StartOrderPolicy(chart, 'logs', { sidecars: [Sidecar.of('log', { image: 'log:1' })] });
  newDeployment(chart, 'web', ONLY_APP);
  expect(podsOf(chart)).toEqual({ web: 'log* mesh* | app' });
});

test('the same twice is once', () => {
  const chart = newShop();
  for (const id of ['a', 'b']) new StartOrderPolicy(chart, id, MESH);
  newDeployment(chart, 'web', ONLY_APP);
  expect(podsOf(chart)).toEqual({ web: 'mesh* | app' });
});

test('the bytes do not depend on the order of the policies', () => {
  const render = (ids: string[]): string => {
    const chart = newShop();
    for (const id of ids) new StartOrderPolicy(chart, id, { sidecars: [Sidecar.of(id, { image: `${id}:1`, readyWhen: READY })], dependencies: [{ dependsOn: id }] });
    newDeployment(chart, 'web', ONLY_APP);
    return (chart.node.root as App).synthYaml();
  };
  expect(render(['b', 'a'])).toBe(render(['a', 'b']));
});

/** A Deployment with an annotation at a place. */
function annotated(chart: ReturnType<typeof newChart>, path: string, reason: string): ApiObject {
  const deployment = newDeployment(chart, 'web', ONLY_APP);
  deployment.addJsonPatch(JsonPatch.add(path, { annotations: { 'startgate.dev/policy-exclude': reason } }));
  return deployment;
}

test.each(['/metadata', '/spec/template/metadata'])('an annotation with a reason at %s excludes a workload', (path) => {
  const chart = newShop();
  new StartOrderPolicy(chart, 'policy', MESH);
  const deployment = newDeployment(chart, 'web', ONLY_APP);
  const metadata = { name: 'web', annotations: { 'startgate.dev/policy-exclude': 'has its own proxy' } };
  deployment.addJsonPatch(JsonPatch.add(path, metadata));
  expect(podsOf(chart)).toEqual({ web: ' | app' });
});

const warnings: string[] = [];
const listen = (warning: Error): void => {
  warnings.push(warning.message);
};
afterEach(() => {
  process.off('warning', listen);
  warnings.length = 0;
});

async function warningsOf(action: () => void): Promise<string[]> {
  await new Promise(setImmediate);
  process.on('warning', listen);
  action();
  await new Promise(setImmediate);
  return [...warnings];
}

test('an annotation without a reason excludes nothing, and a warning says so', async () => {
  const chart = newShop();
  new StartOrderPolicy(chart, 'policy', MESH);
  annotated(chart, '/spec/template/metadata', ' ');
  expect(await warningsOf(() => { expect(podsOf(chart)).toEqual({ web: 'mesh* | app' }); })).toEqual([
    '[shop/web] Deployment "web" policy-exclude-without-reason: the annotation startgate.dev/policy-exclude has no reason, so policies apply; '
    + 'cure: write the reason as the value of the annotation',
  ]);
});

test.each<[string, (app: App) => void]>([
  ['synth', (app) => { app.synth(); }], ['synthYaml', (app) => { app.synthYaml(); }],
])('a policy that selects nothing is a warning that lists what is there: %s', async (_name, synthesize) => {
  const app = Testing.app();
  const chart = newChart(app);
  StartOrder.defaults(app, { mechanism: Mechanism.NATIVE });
  newDeployment(chart, 'web', ONLY_APP);
  new Include(chart, 'include', { url: fileURLToPath(new URL('fixtures/deployment-list.yaml', import.meta.url)) });
  new StartOrderPolicy(chart, 'policy', { ...MESH, select: { names: ['wep'] } });
  expect(await warningsOf(() => { synthesize(app); })).toEqual([expect.stringMatching(
    /^\[shop\/policy\] StartOrderPolicy "policy" policy-matches-nothing: the policy selects none of the 3 workloads in "shop": Deployment "web", Deployment "web" in "shop", Deployment "web" in "test"; cure: change its selector, or remove the policy$/u,
  )]);
});

test('a policy without any workload says so', async () => {
  const chart = newShop();
  new StartOrderPolicy(chart.node.root, 'policy', MESH);
  expect(await warningsOf(() => { (chart.node.root as App).synthYaml(); })).toEqual([
    '[policy] StartOrderPolicy "policy" policy-matches-nothing: the policy selects nothing, as there is no workload in the App; cure: change its selector, or remove the policy',
  ]);
});

test('with failOn, a policy that selects nothing is an error', () => {
  const chart = newShop();
  StartOrder.defaults(chart, { failOn: FailOn.WARNING });
  newDeployment(chart, 'web', ONLY_APP);
  new StartOrderPolicy(chart, 'policy', { ...MESH, select: { kinds: ['Job'] } });
  expect(synthesisError(chart.node.root as App)).toBe(`start order: 1 warning in 1 workload, which fails by failOn

[shop/policy] StartOrderPolicy "policy"
  warning policy-matches-nothing: the policy selects none of the 1 workload in "shop": Deployment "web"
    cure: change its selector, or remove the policy`);
});

test('after such an error is fixed, the same app is synthesized', () => {
  const chart = newShop();
  StartOrder.defaults(chart, { failOn: FailOn.WARNING });
  newDeployment(chart, 'web', ONLY_APP);
  new StartOrderPolicy(chart, 'policy', { ...MESH, select: { names: ['api'] } });
  const app = chart.node.root as App;
  expect(() => { app.synth(); }).toThrow(/policy-matches-nothing/u);
  newDeployment(chart, 'api', ONLY_APP);
  app.synth();
  expect(podsOf(chart)).toEqual({ web: ' | app', api: 'mesh* | app' });
});

describe('what contradicts is an error', () => {
  test('between two policies, which are both named', () => {
    const chart = newShop();
    newDeployment(chart, 'web', ONLY_APP);
    new StartOrderPolicy(chart.node.root, 'platform', MESH);
    new StartOrderPolicy(chart, 'team', { sidecars: [Sidecar.of('mesh', { image: 'mesh:2', readyWhen: READY })], dependencies: [{ dependsOn: 'mesh', condition: Condition.STARTED }] });
    expect(synthesisError(chart.node.root as App)).toBe(`start order: 2 errors in 1 workload

[shop/web] Deployment "web"
  error policy-conflict: the policies "platform" and "shop/team" add the sidecar "mesh" with different values
    cure: give both the same values, or change one of the selectors, so that each workload has one of the policies
  error policy-conflict: the policies "platform" and "shop/team" add the dependency of all containers on "mesh" with different values
    cure: give both the same values, or change one of the selectors, so that each workload has one of the policies`);
  });

  test('with a container of the Pod', () => {
    const chart = newShop();
    newDeployment(chart, 'web', { containers: [APP, { ...PROXY, name: 'mesh' }] });
    new StartOrderPolicy(chart, 'policy', MESH);
    expect(synthesisError(chart.node.root as App)).toBe(`start order: 1 error in 1 workload

[shop/web] Deployment "web"
  error policy-conflict: the policy "shop/policy" adds the sidecar "mesh", but the Pod already has a container of that name
    cure: rename one of the two, or exclude the workload with a reason: startgate.dev/policy-exclude: "…"`);
  });

  test('with a Pod that does not have the container', () => {
    const chart = newShop();
    newDeployment(chart, 'web', ONLY_APP);
    new StartOrderPolicy(chart, 'policy', { ...MESH, dependencies: [{ container: 'worker', dependsOn: 'mesh' }] });
    expect(synthesisError(chart.node.root as App)).toBe(`start order: 1 error in 1 workload

[shop/web] Deployment "web"
  error policy-conflict: by the policy "shop/policy", "worker" waits for "mesh", but the Pod has no container "worker"; it has "app"
    cure: select only workloads that have the container: containers: ["worker"], or leave out "container", so that all containers wait`);
  });
});

const BAD: [string, unknown, string][] = [
  ['an unknown key', { ...MESH, sidecar: SIDECAR }, 'StartOrderPolicy "shop/policy" has no option "sidecar"; allowed: select, sidecars, injected, dependencies'],
  ['an unknown key of the selector', { ...MESH, select: { kind: 'Job' } },
    'the selector of StartOrderPolicy "shop/policy" has no option "kind"; allowed: kinds, namespaces, names, labels, containers, images'],
  ['a selector that is none', { ...MESH, select: 'Job' },
    'the options of the selector of StartOrderPolicy "shop/policy" must be an object with some of kinds, namespaces, names, labels, containers, images; got "Job"'],
  ['an empty list', { ...MESH, select: { kinds: [] } },
    '"kinds" of the selector of StartOrderPolicy "shop/policy" must be a list with at least one of the kinds to select, such as ["Deployment"]; got []'],
  ['nothing to add', { select: { kinds: ['Job'] } }, 'StartOrderPolicy "shop/policy" adds nothing; give it "sidecars", "dependencies", or both'],
  ['a dependency without a container', { dependencies: [{}] },
    '"dependsOn" of a dependency of StartOrderPolicy "shop/policy" must be a DNS label (lower-case letters, digits and "-", at most 63 characters); got undefined'],
  ['a dependency on itself', { dependencies: [{ container: 'app', dependsOn: 'app' }] },
    'container "app" of StartOrderPolicy "shop/policy" can\'t depend on itself; name another container of the Pod'],
  ['a timeout of zero', { dependencies: [{ dependsOn: 'mesh', timeout: Duration.seconds(0) }] },
    '"timeout" of the dependency of all containers on "mesh" in StartOrderPolicy "shop/policy" must be more than zero; got 0s; use OnTimeout.BLOCK to wait for ever'],
  ['two sidecars of one name', { sidecars: [SIDECAR, Sidecar.of('mesh', { image: 'mesh:2' })] },
    'sidecar "mesh" of StartOrderPolicy "shop/policy" is added twice with different values; give one of the sidecars another name'],
];
test.each(BAD)('fails for %s', (_name, props, message) => {
  expect(() => new StartOrderPolicy(newShop(), 'policy', props as StartOrderPolicyProps)).toThrow(new Error(message));
});
