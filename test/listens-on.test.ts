import { expect, test } from 'vitest';
import { Check, ListensOn, Mechanism } from '../src';
import { containerOf, newOrder, podOf } from './shop';

function renderedWith(listensOn: ListensOn, mechanism: Mechanism) {
  const { order, deployment } = newOrder();
  order.configure({ runtimeImage: 'startgate:1', mechanism });
  order.container('app').dependsOn(order.container('proxy').readyWhen(Check.httpGet('/ready', { port: 8080, listensOn })));
  return deployment;
}

test('every place has its word', () => {
  expect(Object.values(ListensOn)).toEqual(['all', 'loopback', 'pod-ip']);
});

test.each([
  [ListensOn.ALL, 'proxy=http://localhost:8080/ready'],
  [ListensOn.LOOPBACK, 'proxy=http://localhost:8080/ready'],
  [ListensOn.POD_IP, 'proxy=http://[$(POD_IP)]:8080/ready'],
])('a guard dials a container that listens on "%s" at %s', (listensOn, target) => {
  expect(containerOf(renderedWith(listensOn, Mechanism.GUARD), 'app')?.command?.[3]).toBe(target);
});

test('POD_IP gives the guard the address from the downward API', () => {
  expect(containerOf(renderedWith(ListensOn.POD_IP, Mechanism.GUARD), 'app')?.env).toEqual([{
    name: 'POD_IP', valueFrom: { fieldRef: { fieldPath: 'status.podIP' } },
  }]);
});

test('LOOPBACK makes a native gate run the waiter inside the sidecar', () => {
  expect(containerOf(renderedWith(ListensOn.LOOPBACK, Mechanism.NATIVE), 'proxy')?.startupProbe?.exec?.command?.slice(0, 3)).toEqual([
    '/run/startgate/bin/startgate', 'wait', 'proxy=http://localhost:8080/ready',
  ]);
});

test('fails when the kubelet is to reach a loopback listener and nothing brings the waiter', () => {
  const { order, deployment } = newOrder();
  order.container('app').dependsOn(order.container('proxy').readyWhen(Check.tcpSocket({ port: 8080, listensOn: ListensOn.LOOPBACK })));
  expect(() => podOf(deployment)).toThrow(new Error(`start order: 1 error in 1 workload

[shop/web] Deployment "web"
  error check-not-supported: "app" waits for "proxy" with the mechanism "native" and the check tcp://localhost:8080, but the kubelet connects to the Pod IP, and the container listens on loopback only
    cure: run the waiter in the container: set waiterPath, or configure({ runtimeImage }), or use Mechanism.GUARD with configure({ runtimeImage })`));
});
