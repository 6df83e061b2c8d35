import type { App } from 'cdk8s';
import { expect, test } from 'vitest';
import { Delivery, FailOn, Mechanism, StartOrder, type StartOrderDefaults } from '../src';
import { annotatedDependency, appWaitsForProxy, containerOf, newChart, newDeployment, podOf, sequenceOf, synthesisError } from './shop';

const MECHANISM = (deployment: ReturnType<typeof newDeployment>): string | undefined => annotatedDependency(deployment)?.mechanism;

/** A Deployment with an order in a chart of an app with defaults. */
function withDefaults(ofApp: StartOrderDefaults, ofChart: StartOrderDefaults = {}) {
  const chart = newChart();
  const deployment = newDeployment(chart);
  const order = appWaitsForProxy(StartOrder.of(deployment));
  StartOrder.defaults(chart.node.root, ofApp);
  StartOrder.defaults(chart, ofChart);
  return { chart, deployment, order };
}

test('defaults of the App hold for an order that was declared before', () => {
  expect(MECHANISM(withDefaults({ mechanism: Mechanism.POST_START, runtimeImage: 'startgate:1' }).deployment)).toBe('post-start');
});

test('the nearest scope wins, option by option', () => {
  const { deployment } = withDefaults(
    { mechanism: Mechanism.POST_START, runtimeImage: 'startgate:1', delivery: Delivery.INSTALL }, { mechanism: Mechanism.INIT_WAITER, runtimeImage: 'startgate:2' },
  );
  expect([MECHANISM(deployment), containerOf(deployment, 'startgate-wait')?.image]).toEqual(['init-waiter', 'startgate:2']);
});

test('configure wins', () => {
  const { deployment, order } = withDefaults({ mechanism: Mechanism.POST_START, runtimeImage: 'startgate:1' });
  order.configure({ mechanism: Mechanism.NATIVE });
  expect(MECHANISM(deployment)).toBe('native');
});

test('the construct itself is the nearest scope', () => {
  const { deployment } = withDefaults({ mechanism: Mechanism.POST_START });
  StartOrder.defaults(deployment, { mechanism: Mechanism.NATIVE });
  expect(MECHANISM(deployment)).toBe('native');
});

test('explain uses them', () => {
  const { order } = withDefaults({ mechanism: Mechanism.GUARD, runtimeImage: 'startgate:1' });
  expect(order.explain()).toContain('guard');
});

test('a workload of another chart does not get those of this chart', () => {
  const { chart } = withDefaults({ mechanism: Mechanism.NATIVE }, { mechanism: Mechanism.GUARD });
  const other = newDeployment(newChart(chart.node.root as App, 'other'));
  appWaitsForProxy(StartOrder.of(other));
  expect(MECHANISM(other)).toBe('native');
});

test('defaults alone make no order', () => {
  const chart = newChart();
  StartOrder.defaults(chart, { runtimeImage: 'startgate:1' });
  expect(sequenceOf(podOf(newDeployment(chart)))).toBe(' | app proxy');
});

test('a second call adds options', () => {
  const { chart, deployment } = withDefaults({ runtimeImage: 'startgate:1' });
  StartOrder.defaults(chart.node.root, { mechanism: Mechanism.GUARD });
  expect(MECHANISM(deployment)).toBe('guard');
});

test.each<[string, (chart: ReturnType<typeof newChart>) => unknown, string]>([
  ['a second call changes one', (chart) => StartOrder.defaults(chart, { mechanism: Mechanism.GUARD }),
    '"mechanism" of the start order defaults of "shop" is declared twice with different values: "native", then "guard"; declare it once'],
  ['an option is misspelt', (chart) => StartOrder.defaults(chart, { fail: 'warning' } as object),
    'the start order defaults of "shop" has no option "fail"; allowed: kubernetesVersion, mechanism, runtimeImage, delivery, runtimePullPolicy, runtimePullSecrets, runtimeResources, readiness, imageLock, failOn'],
  ['an option of the App is wrong', (chart) => StartOrder.defaults(chart.node.root, { failOn: 'info' } as object),
    '"failOn" of the start order defaults of the App must be one of FailOn.ERROR, FailOn.WARNING; got "info"'],
])('fails when %s', (_name, call, message) => {
  const chart = newChart();
  StartOrder.defaults(chart, { mechanism: Mechanism.NATIVE });
  expect(() => call(chart)).toThrow(new Error(message));
});

test('failOn: a warning fails the synthesis, in the same report', () => {
  const { chart } = withDefaults({ mechanism: Mechanism.POST_START, failOn: FailOn.WARNING, runtimeImage: 'startgate:1' });
  const wrong = StartOrder.of(newDeployment(chart, 'api'));
  wrong.container('app').dependsOn(wrong.container('proxi'));
  const report = synthesisError(chart.node.root as App)!;
  expect(report.split('\n').filter((line) => !line.startsWith('    '))).toEqual([
    'start order: 1 error and 1 warning in 2 workloads, which fails by failOn', '',
    '[shop/api] Deployment "api"', '  error unknown-container: the Pod has no container "proxi"; it has "app", "proxy"', '',
    '[shop/web] Deployment "web"', expect.stringMatching(/^ {2}warning post-start-fails-open: /u),
  ]);
});

test('failOn: a silenced warning does not fail it', () => {
  const { chart, order } = withDefaults({ mechanism: Mechanism.POST_START, failOn: FailOn.WARNING, runtimeImage: 'startgate:1' });
  order.ignore('post-start-fails-open', { reason: 'the Pod starts again' });
  expect(synthesisError(chart.node.root as App)).toBeUndefined();
});

test('failOn: the default is errors', () => {
  const { chart } = withDefaults({ mechanism: Mechanism.POST_START, runtimeImage: 'startgate:1' });
  expect(synthesisError(chart.node.root as App)).toBeUndefined();
});

test('failOn: a chart can be milder than its App', () => {
  const { chart } = withDefaults({ mechanism: Mechanism.POST_START, failOn: FailOn.WARNING, runtimeImage: 'startgate:1' }, { failOn: FailOn.ERROR });
  expect(synthesisError(chart.node.root as App)).toBeUndefined();
});
