import { expect, test } from 'vitest';
import { Mechanism } from '../src';
import { annotatedDependency, appWaitsForProxy, containerOf, newOrder, podOf, sequenceOf } from './shop';

function renderedWith(mechanism: Mechanism) {
  const { order, deployment } = newOrder();
  appWaitsForProxy(order).configure({ mechanism, runtimeImage: 'startgate:1' });
  return deployment;
}

test('every mechanism has its word', () => {
  expect(Object.values(Mechanism)).toEqual(['native', 'native-waiter', 'init-waiter', 'guard', 'post-start']);
});

test.each([
  [Mechanism.NATIVE, 'proxy* | app'],
  [Mechanism.NATIVE_WAITER, 'proxy* | app'],
  [Mechanism.INIT_WAITER, 'proxy* startgate-wait | app'],
  [Mechanism.GUARD, ' | app proxy'],
  [Mechanism.POST_START, ' | proxy app'],
])('%s puts the containers so: %s', (mechanism, sequence) => {
  expect(sequenceOf(podOf(renderedWith(mechanism)))).toBe(sequence);
});

test('NATIVE is a startup probe of the kubelet', () => {
  expect(containerOf(renderedWith(Mechanism.NATIVE), 'proxy')?.startupProbe).toEqual({
    httpGet: { path: '/ready', port: 8080 }, periodSeconds: 1, failureThreshold: 60,
  });
});

test('NATIVE becomes NATIVE_WAITER where the image of the sidecar carries the waiter', () => {
  const { order, deployment } = newOrder();
  appWaitsForProxy(order).configure({ mechanism: Mechanism.NATIVE });
  order.container('proxy').waiterPath('/startgate');
  expect(containerOf(deployment, 'proxy')?.startupProbe?.exec?.command?.slice(0, 2)).toEqual(['/startgate', 'wait']);
});

test('NATIVE_WAITER is a startup probe that runs the waiter', () => {
  expect(containerOf(renderedWith(Mechanism.NATIVE_WAITER), 'proxy')?.startupProbe).toEqual({
    exec: { command: ['/run/startgate/bin/startgate', 'wait', 'proxy=http://localhost:8080/ready', '--timeout', '60s'] },
    periodSeconds: 1, timeoutSeconds: 65, failureThreshold: 1,
  });
});

test('INIT_WAITER is an init container that waits', () => {
  expect(containerOf(renderedWith(Mechanism.INIT_WAITER), 'startgate-wait')?.command).toEqual([
    '/startgate', 'wait', 'proxy=http://localhost:8080/ready', '--timeout', '60s',
  ]);
});

test('GUARD wraps the command of the dependent', () => {
  expect(containerOf(renderedWith(Mechanism.GUARD), 'app')?.command).toEqual([
    '/run/startgate/bin/startgate', 'exec', '--wait', 'proxy=http://localhost:8080/ready', '--timeout', '60s', '--', '/app',
  ]);
});

test('POST_START is a hook of the sidecar', () => {
  expect(containerOf(renderedWith(Mechanism.POST_START), 'proxy')?.lifecycle).toEqual({
    postStart: { exec: { command: ['/run/startgate/bin/startgate', 'wait', 'proxy=http://localhost:8080/ready', '--timeout', '60s'] } },
  });
});

test.each(Object.values(Mechanism))('the annotation says "%s"', (mechanism) => {
  expect(annotatedDependency(renderedWith(mechanism))).toMatchObject({ mechanism });
});
