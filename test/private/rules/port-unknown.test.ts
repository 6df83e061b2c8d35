import { expect, test } from 'vitest';
import type { ContainerPort } from '../../../src/private/manifest';
import type { Plan } from '../../../src/private/plan/plan';
import { portUnknown } from '../../../src/private/rules/port-unknown';
import { planOf, problemsOf, READY } from '../support';

const cure = 'name a TCP port of the container, or give the check a number: { port: 8080 }';

function checked(ports: ContainerPort[], port: string | undefined): Plan {
  return planOf(
    { containers: [{ name: 'proxy', ports }, 'app'] }, { edges: ['app -> proxy'], containers: { proxy: { check: { ...READY, port } } } },
  );
}

test('fails when a check names a port that the container does not have', () => {
  expect(problemsOf(portUnknown, checked([{ name: 'http', containerPort: 8080 }, { containerPort: 9090 }], 'admin'))).toEqual([
    { message: 'the check of "proxy" uses the port "admin" of this container, which declares 8080 "http", 9090', cure },
  ]);
});

test('fails when a check names no port, and the container has none', () => {
  expect(problemsOf(portUnknown, checked([], undefined))).toEqual([
    { message: 'the check of "proxy" names no port of this container, which declares no port', cure },
  ]);
});

test('fails when a check names no port, and the container has several', () => {
  expect(problemsOf(portUnknown, checked([{ containerPort: 1 }, { containerPort: 2 }], undefined))).toEqual([
    { message: 'the check of "proxy" names no port of this container, which declares 1, 2', cure },
  ]);
});

test('fails when a reused probe names a port that the container does not have', () => {
  const plan = planOf(
    { containers: [{ name: 'proxy', readinessProbe: { tcpSocket: { port: 'admin' } } }, 'app'] }, { edges: ['app -> proxy'] },
  );
  expect(problemsOf(portUnknown, plan)).toEqual([
    { message: 'the readinessProbe of "proxy" uses the port "admin" of this container, which declares no port', cure },
  ]);
});

test('says nothing when the name exists', () => {
  expect(problemsOf(portUnknown, checked([{ name: 'http', containerPort: 8080 }], 'http'))).toEqual([]);
});

test('says nothing when there is only one port to take', () => {
  expect(problemsOf(portUnknown, checked([{ containerPort: 8080 }], undefined))).toEqual([]);
});

const TCP = { kind: 'tcpSocket', listensOn: 'all' } as const;

test.each(['UDP', 'SCTP'])('fails when the only port of the container is one of %s', (protocol) => {
  const dns = { name: 'dns', ports: [{ name: 'dns', containerPort: 53, protocol }] };
  expect(problemsOf(
    portUnknown,
    planOf({ containers: [dns, 'app'] }, { edges: ['app -> dns'], containers: { dns: { check: { ...TCP, port: undefined } } } }),
  )).toEqual([
    { message: `the check of "dns" names no port of this container, which declares 53 "dns" (${protocol})`, cure },
  ]);
});

test('fails when the port of a reused probe is named, and is one of UDP', () => {
  const dns = { name: 'dns', ports: [{ name: 'dns', containerPort: 53, protocol: 'UDP' }], readinessProbe: { tcpSocket: { port: 'dns' } } };
  expect(problemsOf(portUnknown, planOf({ containers: [dns, 'app'] }, { edges: ['app -> dns'] }))).toEqual([
    { message: 'the readinessProbe of "dns" uses the port "dns" of this container, which is no TCP port: the container declares 53 "dns" (UDP)', cure },
  ]);
});

test('says nothing when one TCP port stands among others', () => {
  const dns = { name: 'dns', ports: [{ containerPort: 53, protocol: 'UDP' }, { containerPort: 8080 }] };
  expect(problemsOf(
    portUnknown,
    planOf({ containers: [dns, 'app'] }, { edges: ['app -> dns'], containers: { dns: { check: { ...TCP, port: undefined } } } }),
  )).toEqual([]);
});

test('fails when a native sidecar whose start is awaited has a startupProbe with an unknown port', () => {
  const proxy = { name: 'proxy', restartPolicy: 'Always', ports: [{ containerPort: 80 }], startupProbe: { tcpSocket: { port: 'admin' } } };
  expect(problemsOf(
    portUnknown,
    planOf({ initContainers: [proxy], containers: ['app'] }, { edges: [{ dependent: 'app', dependency: 'proxy', condition: 'started' }] }),
  )).toEqual([
    { message: 'the startupProbe of "proxy" uses the port "admin" of this container, which declares 80', cure },
  ]);
});

test('fails when nothing waits for a native sidecar with such a startupProbe: it holds back all that follows', () => {
  const agent = { name: 'agent', restartPolicy: 'Always', startupProbe: { tcpSocket: { port: 'admin' } } };
  expect(problemsOf(portUnknown, planOf({ initContainers: [agent], containers: ['app'] }))).toEqual([
    { message: 'the startupProbe of "agent" uses the port "admin" of this container, which declares no port', cure },
  ]);
});
