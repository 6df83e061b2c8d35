import { expect, test } from 'vitest';
import { portUnknown } from '../../../src/private/rules/port-unknown';
import type { ContainerPort } from '../../../src/private/manifest';
import type { Plan } from '../../../src/private/plan';
import { planOf, problemsOf, READY } from '../support';

const cure = 'name one of these ports, or give the check a number: { port: 8080 }';

function checked(ports: ContainerPort[], port: string | undefined): Plan {
  return planOf({ containers: [{ name: 'proxy', ports }, 'app'] }, { edges: ['app -> proxy'], containers: { proxy: { check: { ...READY, port } } } });
}

test('fails when a check names a port that the container does not have', () => {
  expect(problemsOf(portUnknown, checked([{ name: 'http', containerPort: 8080 }, { containerPort: 9090 }], 'admin'))).toEqual([
    { message: 'the check of "proxy" looks at the port "admin" of this container, which declares 8080 "http", 9090', cure },
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
  const plan = planOf({ containers: [{ name: 'proxy', readinessProbe: { tcpSocket: { port: 'admin' } } }, 'app'] }, { edges: ['app -> proxy'] });
  expect(problemsOf(portUnknown, plan)).toEqual([
    { message: 'the readinessProbe of "proxy" looks at the port "admin" of this container, which declares no port', cure },
  ]);
});

test('says nothing when the name exists', () => {
  expect(problemsOf(portUnknown, checked([{ name: 'http', containerPort: 8080 }], 'http'))).toEqual([]);
});

test('says nothing when there is only one port to take', () => {
  expect(problemsOf(portUnknown, checked([{ containerPort: 8080 }], undefined))).toEqual([]);
});
