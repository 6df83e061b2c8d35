import { expect, test } from 'vitest';
import { startedWaitsForProbe } from '../../../src/private/rules/started-waits-for-probe';
import { edge, planOf, problemsOf } from '../support';

const probe = { httpGet: { port: 8080 }, periodSeconds: 1, failureThreshold: 60 };
const edges = [edge('app', 'proxy', { condition: 'started' })];

test('tells that the start of a native sidecar is known by its own startup probe', () => {
  expect(problemsOf(startedWaitsForProbe, planOf({ containers: [{ name: 'proxy', startupProbe: probe }, 'app'] }, { edges }))).toEqual([{
    message: '"app" waits for the start of "proxy", but the kubelet also waits for the startupProbe of "proxy" (60 s)',
    cure: 'remove the startupProbe, or wait for Condition.HEALTHY',
  }]);
});

test('tells where the probe comes from that cdk8s-plus adds', () => {
  const proxy = { name: 'proxy', ports: [{ containerPort: 8080 }], startupProbe: { tcpSocket: { port: 8080 }, failureThreshold: 3 } };
  expect(problemsOf(startedWaitsForProbe, planOf({ containers: [proxy, 'app'] }, { edges }))).toEqual([{
    message: '"app" waits for the start of "proxy", but the kubelet also waits for the startupProbe of "proxy" (30 s)',
    cure: 'cdk8s-plus added the startupProbe for portNumber: use ports instead, or wait for Condition.HEALTHY',
  }]);
});

test('says nothing of a native sidecar without a startup probe', () => {
  expect(problemsOf(startedWaitsForProbe, planOf({ containers: ['proxy', 'app'] }, { edges }))).toEqual([]);
});

test('says nothing where a guard tells the start', () => {
  const guarded = [edge('app', 'proxy', { condition: 'started', mechanism: 'guard' })];
  expect(problemsOf(
    startedWaitsForProbe, planOf({ containers: [{ name: 'proxy', command: ['/proxy'], startupProbe: probe }, 'app'] }, { edges: guarded }),
  )).toEqual([]);
});

test('says nothing of a startup probe that is the check', () => {
  expect(problemsOf(
    startedWaitsForProbe, planOf({ containers: [{ name: 'proxy', startupProbe: probe }, 'app'] }, { edges: ['app -> proxy'] }),
  )).toEqual([]);
});
