import { expect, test } from 'vitest';
import { hostNetworkProbe } from '../../../src/private/rules/host-network-probe';
import { planOf, problemsOf, READY } from '../support';

const pod = { containers: ['proxy', 'app'], hostNetwork: true };
const order = { edges: ['app -> proxy'], containers: { proxy: { check: READY } } };

test('warns when a kubelet probe asks a port of the node', () => {
  expect(problemsOf(hostNetworkProbe, planOf(pod, order))).toEqual([{
    message: '"app" waits for "proxy" with a kubelet probe of port 8080, but the Pod is on the host network: another process of the node could answer',
    cure: 'use Check.command, or remove hostNetwork',
  }]);
});

test('says nothing of a command', () => {
  const containers = { proxy: { check: { kind: 'command', command: ['/ready'] } as const } };
  expect(problemsOf(hostNetworkProbe, planOf(pod, { ...order, containers }))).toEqual([]);
});

test('says nothing of the guard, which gets an error', () => {
  expect(problemsOf(hostNetworkProbe, planOf(pod, { ...order, mechanism: 'guard' }))).toEqual([]);
});

test('says nothing of a Pod with a network of its own', () => {
  expect(problemsOf(hostNetworkProbe, planOf({ containers: ['proxy', 'app'] }, order))).toEqual([]);
});
