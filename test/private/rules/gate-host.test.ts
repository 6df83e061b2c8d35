import { expect, test } from 'vitest';
import type { Container } from '../../../src/private/manifest';
import { gateHost } from '../../../src/private/rules/gate-host';
import { edge, planOf, problemsOf, RUNTIME_IMAGE } from '../support';

const HOSTED = { tcpSocket: { port: 8080, host: '127.0.0.1' } };

function proxy(own: Partial<Container>): Partial<Container> & { readonly name: string } {
  return { name: 'proxy', ports: [{ containerPort: 8080 }], ...own };
}

function cure(field: string): string {
  return `remove host from the ${field}: the kubelet then connects to the Pod IP`;
}

test.each(['startupProbe', 'readinessProbe', 'livenessProbe'] as const)('fails when the %s with a host becomes the gate', (field) => {
  expect(problemsOf(gateHost, planOf({ containers: [proxy({ [field]: HOSTED }), 'app'] }, { edges: ['app -> proxy'] }))).toEqual([{
    message: `the ${field} of "proxy" is the gate of "app", but the kubelet connects to its host "127.0.0.1" from the node, where another process can answer`,
    cure: cure(field),
  }]);
});

test('fails when only the start of a native sidecar is awaited, and its startupProbe has a host', () => {
  const pod = {
    initContainers: [proxy({ restartPolicy: 'Always', startupProbe: { httpGet: { port: 8080, host: 'db.example' } } })],
    containers: ['app'],
  };
  expect(problemsOf(gateHost, planOf(pod, { edges: [edge('app', 'proxy', { condition: 'started' })] }))).toEqual([{
    message: 'the startupProbe of "proxy" is the gate of "app", but the kubelet connects to its host "db.example" from the node, where another process can answer',
    cure: cure('startupProbe'),
  }]);
});

test('fails when a native sidecar that nothing is declared to wait for has one: it holds back all that follows', () => {
  const pod = { initContainers: [proxy({ restartPolicy: 'Always', startupProbe: HOSTED })], containers: ['app'] };
  expect(problemsOf(gateHost, planOf(pod))).toEqual([{
    message: 'the startupProbe of "proxy" is the gate of all later containers, but the kubelet connects to its host "127.0.0.1" from the node, where another process can answer',
    cure: cure('startupProbe'),
  }]);
});

test('says nothing of a host that is empty: it is the Pod', () => {
  expect(problemsOf(
    gateHost,
    planOf({ containers: [proxy({ readinessProbe: { tcpSocket: { port: 8080, host: '' } } }), 'app'] }, { edges: ['app -> proxy'] }),
  )).toEqual([]);
});

test('says nothing on the host network, where the node is what the container sees too', () => {
  expect(problemsOf(
    gateHost, planOf({ hostNetwork: true, containers: [proxy({ readinessProbe: HOSTED }), 'app'] }, { edges: ['app -> proxy'] }),
  )).toEqual([]);
});

test('says nothing when the waiter looks from inside', () => {
  const order = {
    edges: [edge('app', 'proxy', { mechanism: 'native-waiter' })], containers: { proxy: { waiterPath: '/startgate' } },
  } as const;
  expect(problemsOf(gateHost, planOf({ containers: [proxy({ readinessProbe: HOSTED }), 'app'] }, order))).toEqual([]);
});

test('says nothing when the guard looks from inside', () => {
  expect(problemsOf(
    gateHost,
    planOf(
      { containers: [proxy({ readinessProbe: HOSTED }), 'app'] },
      { edges: ['app -> proxy'], mechanism: 'guard', runtimeImage: RUNTIME_IMAGE },
    ),
  )).toEqual([]);
});

test.each([
  ['guard', { runtimeImage: RUNTIME_IMAGE }],
  ['native-waiter', { containers: { proxy: { waiterPath: '/startgate' } } }],
  ['post-start', { containers: { proxy: { waiterPath: '/startgate' } } }],
] as const)('fails when startgate dials a host that is not the Pod, by %s', (mechanism, order) => {
  const elsewhere = { readinessProbe: { httpGet: { port: 8080, host: 'db.example' } } };
  expect(problemsOf(
    gateHost, planOf({ containers: [proxy(elsewhere), 'app'] }, { edges: [edge('app', 'proxy', { mechanism })], ...order }),
  )).toEqual([{
    message: 'the readinessProbe of "proxy" is the gate of "app", but startgate connects to its host "db.example", which is not the Pod',
    cure: 'remove host from the readinessProbe: startgate then connects to the Pod itself',
  }]);
});

test('fails on the host network, too, when the host is not the node', () => {
  const elsewhere = { readinessProbe: { tcpSocket: { port: 8080, host: '192.0.2.7' } } };
  expect(problemsOf(gateHost, planOf({ hostNetwork: true, containers: [proxy(elsewhere), 'app'] }, { edges: ['app -> proxy'] }))).toEqual([{
    message: 'the readinessProbe of "proxy" is the gate of "app", but the kubelet connects to its host "192.0.2.7", which is not the Pod',
    cure: cure('readinessProbe'),
  }]);
});
