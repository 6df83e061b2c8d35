import { expect, test } from 'vitest';
import { Condition, Mechanism } from '../src';
import { annotatedDependency, APP, containerOf, newOrder, PROXY, podOf, sequenceOf } from './shop';
import type { PodSpec } from '../src/private/manifest';

const IN_A_POD_THAT_ENDS: PodSpec = { restartPolicy: 'OnFailure', containers: [APP, PROXY] };

test('the words are those of compose and ECS', () => {
  expect(Object.values(Condition)).toEqual(['started', 'healthy', 'completed', 'succeeded']);
});

test('STARTED needs no check: the order of the containers does it', () => {
  const { order, deployment } = newOrder();
  order.container('app').dependsOn(order.container('proxy'), { condition: Condition.STARTED });
  expect(sequenceOf(podOf(deployment))).toBe('proxy* | app');
  expect(containerOf(deployment, 'proxy')).not.toHaveProperty('startupProbe');
});

test('HEALTHY waits for the check', () => {
  const { order, deployment } = newOrder({ containers: [APP, { ...PROXY, readinessProbe: { tcpSocket: { port: 8080 } } }] });
  order.container('app').dependsOn(order.container('proxy'), { condition: Condition.HEALTHY });
  expect(containerOf(deployment, 'proxy')?.startupProbe).toEqual({ tcpSocket: { port: 8080 }, periodSeconds: 1, failureThreshold: 60 });
});

test('SUCCEEDED alone makes a plain init container', () => {
  const { order, deployment } = newOrder();
  order.container('app').dependsOn(order.container('proxy'), { condition: Condition.SUCCEEDED });
  expect(sequenceOf(podOf(deployment))).toBe('proxy | app');
});

test('COMPLETED puts a guard on both sides', () => {
  const { order, deployment } = newOrder(IN_A_POD_THAT_ENDS);
  order.configure({ runtimeImage: 'startgate:1' });
  order.container('app').dependsOn(order.container('proxy'), { condition: Condition.COMPLETED });
  expect(['proxy', 'app'].map((name) => containerOf(deployment, name)?.command?.join(' '))).toEqual([
    '/run/startgate/bin/startgate exec --name proxy --state /run/startgate/state -- /proxy',
    '/run/startgate/bin/startgate exec --state /run/startgate/state --wait proxy=completed --timeout 60s -- /app',
  ]);
});

test('the annotation carries the condition', () => {
  const { order, deployment } = newOrder();
  order.container('app').dependsOn(order.container('proxy'), { condition: Condition.STARTED });
  expect(annotatedDependency(deployment)).toMatchObject({ condition: 'started' });
});

test('fails when the mechanism can\'t see the condition', () => {
  const { order, deployment } = newOrder(IN_A_POD_THAT_ENDS);
  order.container('app').dependsOn(order.container('proxy'), { condition: Condition.COMPLETED, mechanism: Mechanism.NATIVE });
  expect(() => podOf(deployment)).toThrow(new Error(`start order: 1 error in 1 workload

[shop/web] Deployment "web"
  error condition-not-supported: "app" waits until "proxy" has completed, which the mechanism "native" can't see
    cure: use Mechanism.GUARD with configure({ runtimeImage }), or wait for Condition.SUCCEEDED without a mechanism`));
});
