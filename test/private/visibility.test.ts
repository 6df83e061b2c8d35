import { expect, test } from 'vitest';
import type { CheckModel } from '../../src/private/model';
import type { NodeRole, ViewedContainer } from '../../src/private/pod-view';
import { guardSees, kubeletSees, waiterSees } from '../../src/private/visibility';
import { READY } from './support';

function viewed(name: string, mounts: { name: string; mountPath: string }[] = [], role: NodeRole = 'regular'): ViewedContainer {
  return { name, role, container: { name, mounts }, declared: { name } };
}

const alone = viewed('app');

test.each<[string, CheckModel, boolean, boolean, boolean]>([
  ['httpGet', READY, true, true, true],
  ['tcpSocket', { kind: 'tcpSocket', port: 1, listensOn: 'all' }, true, true, true],
  ['grpc', { kind: 'grpc', port: 1, listensOn: 'all' }, true, true, true],
  ['a command', { kind: 'command', command: ['ok'] }, true, true, false],
  ['a file', { kind: 'file', path: '/ready' }, false, true, false],
  ['a unix socket', { kind: 'unixSocket', path: '/s' }, false, true, false],
  ['loopback', { ...READY, listensOn: 'loopback' }, false, true, true],
  ['the address of the Pod', { ...READY, listensOn: 'pod-ip' }, true, false, true],
  ['TLS', { ...READY, tls: true }, true, false, false],
])('who sees a check of %s', (_what, check, kubelet, waiter, guard) => {
  expect([kubeletSees(check), waiterSees(check), guardSees(check, viewed('proxy'), alone)]).toEqual([kubelet, waiter, guard]);
});

test.each(['file', 'unixSocket'] as const)('the guard sees a check of kind %s on a volume that both mount', (kind) => {
  const owner = viewed('proxy', [{ name: 'shared', mountPath: '/run' }]);
  expect(guardSees({ kind, path: '/run/ready' }, owner, viewed('app', [{ name: 'shared', mountPath: '/shared' }]))).toBe(true);
});

test.each(['file', 'unixSocket'] as const)('the guard sees a check of kind %s of an injected container, whose volume the injector mounts', (kind) => {
  expect(guardSees({ kind, path: '/vault/secrets/config' }, viewed('vault-agent', [], 'injected'), alone)).toBe(true);
});
