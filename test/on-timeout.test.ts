import { expect, test } from 'vitest';
import { Mechanism, OnTimeout } from '../src';
import { annotatedDependency, containerOf, newOrder, podOf } from './shop';
import { Check } from '../src';

function renderedWith(onTimeout: OnTimeout, mechanism: Mechanism) {
  const { order, deployment } = newOrder();
  order.configure({ runtimeImage: 'startgate:1' });
  order.container('app').dependsOn(order.container('proxy').readyWhen(Check.tcpSocket({ port: 8080 })), { onTimeout, mechanism });
  return deployment;
}

test('every policy has the word of the waiter\'s command line', () => {
  expect(Object.values(OnTimeout)).toEqual(['fail', 'block', 'continue']);
});

test.each([
  [OnTimeout.FAIL, ['--timeout', '60s']],
  [OnTimeout.BLOCK, ['--timeout', '60s', '--on-timeout', 'block']],
  [OnTimeout.CONTINUE, ['--timeout', '60s', '--on-timeout', 'continue']],
])('a guard is told to %s', (onTimeout, words) => {
  expect(containerOf(renderedWith(onTimeout, Mechanism.GUARD), 'app')?.command?.slice(4, -2)).toEqual(words);
});

test.each([
  [OnTimeout.FAIL, 60],
  [OnTimeout.BLOCK, 2_147_483_647],
])('under NATIVE, %s lets the startup probe fail %i times', (onTimeout, failureThreshold) => {
  expect(containerOf(renderedWith(onTimeout, Mechanism.NATIVE), 'proxy')?.startupProbe).toMatchObject({ failureThreshold });
});

test('the annotation carries the policy', () => {
  expect(annotatedDependency(renderedWith(OnTimeout.BLOCK, Mechanism.GUARD))).toMatchObject({ onTimeout: 'block' });
});

test('fails when the kubelet is to start the dependent anyway', () => {
  expect(() => podOf(renderedWith(OnTimeout.CONTINUE, Mechanism.NATIVE))).toThrow(new Error(`start order: 1 error in 1 workload

[shop/web] Deployment "web"
  error policy-not-supported: "app" must start after 60s even without "proxy" (continue), which the mechanism "native" can't do
    cure: use Mechanism.GUARD, or OnTimeout.FAIL, or OnTimeout.BLOCK`));
});
