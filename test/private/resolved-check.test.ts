import { expect, test } from 'vitest';
import { portsOf } from '../../src/private/check-parts';
import type { Container, Probe } from '../../src/private/manifest';
import type { CheckModel } from '../../src/private/model';
import { isAutomaticProbe, isResolved, resolveCheck } from '../../src/private/resolved-check';
import { READY } from './support';

const ports = [{ name: 'http', containerPort: 8080 }, { name: 'admin', containerPort: 9090 }];
const tcp = (port: number): Probe => ({ tcpSocket: { port } });

function proxy(fields: Partial<Container>): Container {
  return { name: 'proxy', ...fields };
}

test('a declared check comes before every probe', () => {
  expect(resolveCheck(proxy({ startupProbe: tcp(1) }), READY)).toEqual({ source: 'readyWhen', check: READY });
});

test('probes are reused in the order startup, readiness, liveness', () => {
  const container = { startupProbe: tcp(1), readinessProbe: tcp(2), livenessProbe: tcp(3) };
  const source = (fields: Partial<Container>): unknown => {
    const resolution = resolveCheck(proxy(fields), undefined);
    return isResolved(resolution) ? [resolution.source, ...portsOf(resolution.check)] : resolution;
  };
  expect(source(container)).toEqual(['startupProbe', 1]);
  expect(source({ ...container, startupProbe: undefined })).toEqual(['readinessProbe', 2]);
  expect(source({ livenessProbe: tcp(3) })).toEqual(['livenessProbe', 3]);
});

test('a probe without a handler is passed over', () => {
  expect(resolveCheck(
    proxy({ startupProbe: { periodSeconds: 1 }, livenessProbe: tcp(3) }), undefined,
  )).toMatchObject({ source: 'livenessProbe' });
});

test('without check and probe there is none', () => {
  const resolution = resolveCheck(proxy({}), undefined);
  expect(resolution).toEqual({ problem: 'none' });
  expect(isResolved(resolution)).toBe(false);
});

test('a reused httpGet probe keeps host, scheme, headers and the time of an attempt', () => {
  const readinessProbe = {
    httpGet: { path: '/up', port: 443, host: 'example.org', scheme: 'HTTPS', httpHeaders: [{ name: 'X-A', value: 'b' }] },
    timeoutSeconds: 3,
  };
  expect(resolveCheck(proxy({ readinessProbe }), undefined)).toEqual({
    source: 'readinessProbe',
    check: {
      kind: 'httpGet', path: '/up', port: 443, tls: true, host: 'example.org', headers: [{ name: 'X-A', value: 'b' }], listensOn: 'all',
      timeoutMs: 3000,
    },
  });
});

test.each([[undefined, '/'], ['', '/'], ['ready', '/ready'], ['/ready', '/ready']])('the path %j of a reused probe is %s, as the kubelet takes it', (path, seen) => {
  const httpGet = { ...(path === undefined ? {} : { path }), port: 80 };
  expect(resolveCheck(proxy({ readinessProbe: { httpGet } }), undefined)).toMatchObject({ check: { path: seen } });
});

test.each<[string, Probe, unknown]>([
  ['tcpSocket', { tcpSocket: { port: 5432, host: 'db' } }, { kind: 'tcpSocket', port: 5432, host: 'db', listensOn: 'all' }],
  ['grpc', { grpc: { port: 50051, service: 'shop' } }, { kind: 'grpc', port: 50051, service: 'shop', listensOn: 'all' }],
  ['grpc without a service', { grpc: { port: 50051, service: '' } }, { kind: 'grpc', port: 50051, listensOn: 'all' }],
  ['exec', { exec: { command: ['pg_isready', '-q'] } }, { kind: 'command', command: ['pg_isready', '-q'] }],
])('a %s probe becomes a check', (_kind, livenessProbe, check) => {
  expect(resolveCheck(proxy({ livenessProbe }), undefined)).toMatchObject({ source: 'livenessProbe', check });
});

test('a named port becomes its number', () => {
  expect(resolveCheck(proxy({ ports }), { ...READY, port: 'admin' })).toMatchObject({ check: { port: 9090 } });
});

test('a port in digits becomes a number', () => {
  expect(resolveCheck(proxy({ livenessProbe: { tcpSocket: { port: '8080' } } }), undefined)).toMatchObject({ check: { port: 8080 } });
});

test('fails when a named port does not exist', () => {
  expect(resolveCheck(proxy({ ports }), { ...READY, port: 'metrics' })).toEqual({ problem: 'port-name', portName: 'metrics' });
});

test('a check without a port takes the only one', () => {
  expect(resolveCheck(proxy({ ports: ports.slice(0, 1) }), { ...READY, port: undefined })).toMatchObject({ check: { port: 8080 } });
});

test.each([[[]], [ports]])('fails when a check without a port could take none or several: %j', (declared) => {
  expect(resolveCheck(proxy({ ports: declared }), { ...READY, port: undefined })).toEqual({ problem: 'port-missing' });
});

test('each part of a check has its own port', () => {
  const check: CheckModel = { kind: 'all', checks: [{ ...READY, port: 'admin' }, { kind: 'file', path: '/f' }, { ...READY, port: 'http' }] };
  expect(resolveCheck(proxy({ ports }), check)).toEqual({
    source: 'readyWhen', check: { kind: 'all', checks: [{ ...READY, port: 9090 }, { kind: 'file', path: '/f' }, READY] },
  });
  expect(resolveCheck(proxy({}), check)).toEqual({ problem: 'port-name', portName: 'admin' });
});

test('a check of a file has no port', () => {
  expect(resolveCheck(proxy({}), { kind: 'file', path: '/ready' })).toEqual({
    source: 'readyWhen', check: { kind: 'file', path: '/ready' },
  });
});

const automatic: Container = { name: 'proxy', ports, startupProbe: { tcpSocket: { port: 8080 }, failureThreshold: 3 } };

test('the startup probe that cdk8s-plus adds by itself is known', () => {
  expect(isAutomaticProbe(automatic)).toBe(true);
  expect(isAutomaticProbe({ ...automatic, startupProbe: { ...automatic.startupProbe, periodSeconds: undefined } })).toBe(true);
});

test.each<[string, Probe | undefined]>([
  ['another threshold', { tcpSocket: { port: 8080 }, failureThreshold: 4 }],
  ['a period', { tcpSocket: { port: 8080 }, failureThreshold: 3, periodSeconds: 10 }],
  ['a port that is not declared', { tcpSocket: { port: 1 }, failureThreshold: 3 }],
  ['a host', { tcpSocket: { port: 8080, host: 'db' }, failureThreshold: 3 }],
  ['another handler', { httpGet: { port: 8080 }, failureThreshold: 3 }],
  ['no probe', undefined],
])('a startup probe with %s is the user\'s own', (_what, startupProbe) => {
  expect(isAutomaticProbe({ ...automatic, startupProbe })).toBe(false);
});
