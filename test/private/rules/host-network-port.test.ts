import { expect, test } from 'vitest';
import type { MechanismName } from '../../../src/private/model';
import { hostNetworkPort } from '../../../src/private/rules/host-network-port';
import { planOf, problemsOf, READY } from '../support';

const pod = { containers: ['proxy', 'app'], hostNetwork: true };
const order = { edges: ['app -> proxy'], containers: { proxy: { check: READY } } };

test.each([
  ['guard', 'Check.unixSocket or Check.file on a volume that both containers mount'],
  ['native-waiter', 'Check.unixSocket, Check.file or Check.command'],
  ['post-start', 'Check.unixSocket, Check.file or Check.command'],
] satisfies [MechanismName, string][])('fails when %s asks a port of the node', (mechanism, checks) => {
  expect(problemsOf(hostNetworkPort, planOf(pod, { ...order, mechanism }))).toEqual([{
    message: `"app" waits for "proxy" with the mechanism "${mechanism}" and port 8080, but the Pod is on the host network: any process of the node could answer`,
    cure: `use ${checks}, or Mechanism.NATIVE`,
  }]);
});

test('says nothing of a kubelet probe, which gets a warning', () => {
  expect(problemsOf(hostNetworkPort, planOf(pod, order))).toEqual([]);
});

test('says nothing of a unix socket', () => {
  const containers = { proxy: { check: { kind: 'unixSocket', path: '/s' } as const } };
  expect(problemsOf(hostNetworkPort, planOf(pod, { ...order, containers, mechanism: 'native-waiter' }))).toEqual([]);
});

test('says nothing of a Pod with a network of its own', () => {
  expect(problemsOf(hostNetworkPort, planOf({ containers: ['proxy', 'app'] }, { ...order, mechanism: 'guard' }))).toEqual([]);
});
