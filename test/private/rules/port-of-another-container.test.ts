import { expect, test } from 'vitest';
import { portOfAnotherContainer } from '../../../src/private/rules/port-of-another-container';
import { planOf, problemsOf, READY } from '../support';

const order = { edges: ['app -> proxy'], containers: { proxy: { check: READY } } };
const cure = 'use a port that the container itself listens on, and declare the port in its ports';

test('fails when the port is that of another container', () => {
  const plan = planOf(
    { containers: [{ name: 'proxy', ports: [{ containerPort: 15021 }] }, { name: 'app', ports: [{ containerPort: 8080 }] }] }, order,
  );
  expect(problemsOf(portOfAnotherContainer, plan)).toEqual([
    { message: 'the check of "proxy" uses port 8080, which is declared by "app" and not by "proxy"', cure },
  ]);
});

test('fails when a reused probe looks at another container', () => {
  const plan = planOf(
    { containers: [{ name: 'proxy', livenessProbe: { httpGet: { port: 8080 } } }, { name: 'app', ports: [{ containerPort: 8080 }] }] },
    { edges: ['app -> proxy'] },
  );
  expect(problemsOf(portOfAnotherContainer, plan)).toEqual([
    { message: 'the livenessProbe of "proxy" uses port 8080, which is declared by "app" and not by "proxy"', cure },
  ]);
});

test('says nothing when the container declares the port, too', () => {
  const ports = [{ containerPort: 8080 }];
  expect(problemsOf(portOfAnotherContainer, planOf({ containers: [{ name: 'proxy', ports }, { name: 'app', ports }] }, order))).toEqual([]);
});

test('says nothing when nobody declares the port', () => {
  expect(problemsOf(portOfAnotherContainer, planOf({ containers: ['proxy', 'app'] }, order))).toEqual([]);
});

test('says nothing of the same number under UDP', () => {
  const app = { name: 'app', ports: [{ containerPort: 8080, protocol: 'UDP' }] };
  expect(problemsOf(portOfAnotherContainer, planOf({ containers: ['proxy', app] }, order))).toEqual([]);
});

test('says nothing of a probe of another host', () => {
  const proxy = { name: 'proxy', readinessProbe: { httpGet: { port: 8080, host: 'example.org' } } };
  const plan = planOf({ containers: [proxy, { name: 'app', ports: [{ containerPort: 8080 }] }] }, { edges: ['app -> proxy'] });
  expect(problemsOf(portOfAnotherContainer, plan)).toEqual([]);
});

test('fails when the host of the probe is the Pod itself, seen from the guard', () => {
  const proxy = { name: 'proxy', readinessProbe: { tcpSocket: { port: 9090, host: '127.0.0.1' } } };
  const plan = planOf(
    { containers: [proxy, { name: 'app', command: ['/app'], ports: [{ containerPort: 9090 }] }] },
    { edges: ['app -> proxy'], mechanism: 'guard' },
  );
  expect(problemsOf(portOfAnotherContainer, plan).map(({ message }) => message)).toEqual([
    'the readinessProbe of "proxy" uses port 9090, which is declared by "app" and not by "proxy"',
  ]);
});
