import { expect, test } from 'vitest';
import { startupProbeTaken } from '../../../src/private/rules/startup-probe-taken';
import { planOf, problemsOf, READY } from '../support';

const own = { httpGet: { path: '/up', port: 8080 }, periodSeconds: 2 };
const pod = { containers: [{ name: 'proxy', startupProbe: own }, 'app'] };
const order = { edges: ['app -> proxy'], containers: { proxy: { check: READY } } };

test('fails when readyWhen stands beside a startup probe', () => {
  expect(problemsOf(startupProbeTaken, planOf(pod, order))).toEqual([{
    message: '"app" waits for "proxy" with a startupProbe from its check, but "proxy" already has a startupProbe',
    cure: 'remove the startupProbe, or remove readyWhen to use the startupProbe as the gate',
  }]);
});

test('fails when the waiter is asked for beside a startup probe', () => {
  const plan = planOf(pod, { edges: ['app -> proxy'], mechanism: 'native-waiter', containers: { proxy: { waiterPath: '/startgate' } } });
  expect(problemsOf(startupProbeTaken, plan)).toEqual([{
    message: '"app" waits for "proxy" with a startupProbe that runs the waiter, but "proxy" already has a startupProbe',
    cure: 'use Mechanism.NATIVE, whose gate is the existing startupProbe, or remove the startupProbe and declare readyWhen',
  }]);
});

test('says nothing when the startup probe itself is the gate', () => {
  expect(problemsOf(startupProbeTaken, planOf(pod, { edges: ['app -> proxy'] }))).toEqual([]);
});

test('says nothing of the probe that cdk8s-plus adds by itself', () => {
  const proxy = { name: 'proxy', ports: [{ containerPort: 8080 }], startupProbe: { tcpSocket: { port: 8080 }, failureThreshold: 3 } };
  expect(problemsOf(startupProbeTaken, planOf({ containers: [proxy, 'app'] }, order))).toEqual([]);
});

test('says nothing under the guard, which leaves the probe where it is', () => {
  expect(problemsOf(startupProbeTaken, planOf(pod, { ...order, mechanism: 'guard' }))).toEqual([]);
});
