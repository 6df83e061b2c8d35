import { Duration } from 'cdk8s';
import { expect, test } from 'vitest';
import { Check, Condition, type DependencyOptions, Mechanism, OnTimeout } from '../src';
import { annotatedDependency, APP, containerOf, newOrder, podOf, PROXY } from './shop';

/** "app" waits for "proxy" with these options, and nothing else is said. */
function dependency(options: DependencyOptions) {
  const { order, deployment } = newOrder();
  order.configure({ runtimeImage: 'startgate:1' });
  order.container('app').dependsOn(order.container('proxy').readyWhen(Check.tcpSocket({ port: 8080 })), options);
  return deployment;
}

test('without a condition, the other container must be healthy', () => {
  expect(annotatedDependency(dependency({}))).toMatchObject({ condition: 'healthy' });
});

test('without a condition, a plain init container must have succeeded', () => {
  const { order, deployment } = newOrder({ initContainers: [PROXY], containers: [APP] });
  order.container('app').dependsOn(order.container('proxy'));
  expect(annotatedDependency(deployment)).toMatchObject({ condition: 'succeeded' });
});

test('without a timeout, it is 60 s', () => {
  expect(annotatedDependency(dependency({}))).toMatchObject({ timeout: '60s' });
});

test('without a policy, it fails when the time is over', () => {
  expect(annotatedDependency(dependency({}))).toMatchObject({ onTimeout: 'fail' });
});

test('without a mechanism, it is that of the order', () => {
  const { order, deployment } = newOrder();
  order.configure({ mechanism: Mechanism.GUARD, runtimeImage: 'startgate:1' });
  order.container('app').dependsOn(order.container('proxy').readyWhen(Check.tcpSocket({ port: 8080 })));
  expect(annotatedDependency(deployment)).toMatchObject({ mechanism: 'guard' });
});

test('without a mechanism of its own or of the order, it is the best for the cluster', () => {
  expect(annotatedDependency(dependency({}))).toMatchObject({ mechanism: 'guard' });
});

test('without optional, a container that is absent is an error', () => {
  const { order, deployment } = newOrder({ containers: [APP] });
  order.container('app').dependsOn(order.container('proxy'));
  expect(() => podOf(deployment)).toThrow(new Error(`start order: 1 error in 1 workload

[shop/web] Deployment "web"
  error unknown-container: the Pod has no container "proxy"; it has "app"
    cure: use one of these names; declare it with injected(name, check) if it is injected at admission; or declare the dependency with { optional: true } if the container may be absent`));
});

test('optional: nothing is gated when the other container is absent', () => {
  const { order, deployment } = newOrder({ containers: [APP] });
  order.container('app').dependsOn(order.container('proxy'), { optional: true });
  expect(podOf(deployment)).toEqual({ containers: [APP] });
});

test('optional: explain says which container is absent, and which there are', () => {
  const { order } = newOrder({ containers: [APP] });
  order.container('app').dependsOn(order.container('porxy'), { optional: true });
  expect(order.explain()).toContain('info optional-absent: "app" does not wait for "porxy", which is optional and not in the Pod; the Pod has "app"\n');
});

test('optional: the gate is there when the other container is', () => {
  expect(containerOf(dependency({ optional: true }), 'app')?.command).toContain('--wait');
});

test('regate: the dependent is guarded', () => {
  expect(containerOf(dependency({ regate: true }), 'app')?.command?.slice(1, 3)).toEqual(['exec', '--wait']);
});

test('a mechanism of its own goes before that of the order', () => {
  const { order, deployment } = newOrder();
  order.configure({ mechanism: Mechanism.GUARD });
  order.container('app').dependsOn(order.container('proxy').readyWhen(Check.tcpSocket({ port: 8080 })), { mechanism: Mechanism.NATIVE });
  expect(annotatedDependency(deployment)).toMatchObject({ mechanism: 'native' });
});

test.each([
  ['300s', 300, Duration.minutes(5)],
  ['1500ms', 2, Duration.millis(1500)],
  ['1ms', 1, Duration.millis(1)],
])('a kubelet probe counts whole seconds, rounded up: %s is %i', (text, failureThreshold, timeout) => {
  const deployment = dependency({ timeout, mechanism: Mechanism.NATIVE });
  expect(annotatedDependency(deployment)).toMatchObject({ timeout: text });
  expect(containerOf(deployment, 'proxy')?.startupProbe).toMatchObject({ failureThreshold, periodSeconds: 1 });
});

test('everything that is said of a dependency stands in the annotation', () => {
  const declared = dependency({
    condition: Condition.HEALTHY, timeout: Duration.seconds(90), onTimeout: OnTimeout.CONTINUE, mechanism: Mechanism.GUARD,
  });
  expect(annotatedDependency(declared)).toEqual({
    container: 'app', dependsOn: 'proxy', condition: 'healthy', check: 'tcp://localhost:8080',
    timeout: '90s', onTimeout: 'continue', mechanism: 'guard',
  });
});
