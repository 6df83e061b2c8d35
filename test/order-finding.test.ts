import type { App } from 'cdk8s';
import { expect, test } from 'vitest';
import { Mechanism, Severity, StartOrder } from '../src';
import { appWaitsForProxy, newDeployment, newOrder } from './shop';

const NO_CHECK = {
  rule: 'no-check', severity: Severity.ERROR, path: 'shop/web', container: 'proxy',
  message: '"app" waits until "proxy" is healthy, but "proxy" has no probe and no declared check',
  cure: 'declare a check with readyWhen(Check.httpGet(…)), or wait for Condition.STARTED',
};

/** An order of which "app" waits for "proxy", which has no check. */
function wrongOrder() {
  const { order, deployment } = newOrder();
  order.configure({ mechanism: Mechanism.NATIVE }).container('app').dependsOn(order.container('proxy'));
  return { order, deployment };
}

test('findings are data, the errors too', () => {
  expect(wrongOrder().order.findings().filter(({ severity }) => severity === Severity.ERROR)).toEqual([NO_CHECK]);
});

test('the error of synthesis has the same findings', () => {
  const { deployment } = wrongOrder();
  let findings: unknown;
  try {
    (deployment.node.root as App).synthYaml();
  } catch (error) {
    ({ findings } = error as { findings: unknown });
  }
  expect(findings).toEqual([NO_CHECK]);
});

test('an order of which nothing is wrong has no errors and no warnings', () => {
  const { order } = newOrder();
  appWaitsForProxy(order).configure({ mechanism: Mechanism.NATIVE });
  expect(order.findings().filter(({ severity }) => severity !== Severity.INFO)).toEqual([]);
});

test('a gate that a kubelet restart opens is a finding', () => {
  const { order } = newOrder();
  const found = appWaitsForProxy(order).findings().filter(({ severity }) => severity === Severity.WARNING);
  expect(found.map(({ rule }) => rule)).toEqual(['restart-opens-gate']);
});

test('an ignored finding has its reason', () => {
  const { order } = newOrder();
  appWaitsForProxy(order).configure({ mechanism: Mechanism.NATIVE }).ignore('not-gated-again', { reason: 'app never restarts' });
  expect(order.findings()).toMatchObject([{ rule: 'not-gated-again', severity: Severity.INFO, ignored: 'app never restarts' }]);
});

test('a workload without a Pod template has a finding', () => {
  const deployment = newDeployment(undefined, 'web', {});
  expect(StartOrder.of(deployment).findings()).toMatchObject([{ rule: 'no-pod-template', path: 'shop/web' }]);
});
