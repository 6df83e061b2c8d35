import { describe, expect, test } from 'vitest';
import type { CheckModel } from '../../../src/private/model';
import { rendered, renderedContainer, sequence } from '../rendered';
import { edge, type OrderInput, type PodInput, READY, RUNTIME_IMAGE } from '../support';

const pod: PodInput = { initContainers: ['prepare'], containers: ['app', 'proxy', 'vault'] };
const VAULT: CheckModel = { kind: 'tcpSocket', port: 8200, listensOn: 'loopback' };
const order: OrderInput = {
  mechanism: 'init-waiter', runtimeImage: RUNTIME_IMAGE, edges: ['app -> proxy', 'app -> vault'],
  containers: { proxy: { check: READY }, vault: { check: VAULT } },
};

function commandOf(changed: OrderInput, name = 'startgate-wait', given: PodInput = pod): string {
  return renderedContainer(given, { ...order, ...changed }, name).command!.join(' ');
}

describe('the init container that waits', () => {
  test('waits for both sidecars at once, and mounts nothing', () => {
    const { command, volumeMounts } = renderedContainer(pod, order, 'startgate-wait');
    expect([command, volumeMounts]).toEqual([
      ['/startgate', 'wait', 'proxy=http://localhost:8080/ready', '--timeout', '60s', 'vault=tcp://localhost:8200', '--timeout', '60s'],
      undefined,
    ]);
  });

  test('comes behind the sidecars and right in front of what waits', () => {
    expect(sequence(pod, order)).toBe('prepare proxy* vault* startgate-wait | app');
  });

  test('comes once more where a sidecar waits for another one', () => {
    expect(sequence(pod, { ...order, edges: ['app -> vault', 'vault -> proxy'] })).toBe('prepare proxy* startgate-wait vault* startgate-wait-2 | app');
  });

  test('leaves the sidecars without a startup probe', () => {
    expect(renderedContainer(pod, order, 'proxy')).not.toHaveProperty('startupProbe');
    expect(renderedContainer(pod, order, 'proxy')).toMatchObject({ restartPolicy: 'Always' });
  });

  test('brings no volume', () => {
    expect(rendered(pod, order)).not.toHaveProperty('volumes');
  });
});

describe('several checks of one sidecar', () => {
  const mounts = [{ name: 'run', mountPath: '/run' }, { name: 'data', mountPath: '/data', subPath: 'db' }];
  const check: CheckModel = {
    kind: 'all',
    checks: [
      { kind: 'file', path: '/run/ready' }, { kind: 'file', path: '/data/loaded' }, { kind: 'file', path: '/run/sent' },
      { kind: 'tcpSocket', port: 1, listensOn: 'pod-ip' },
    ],
  };
  const sidecar = { containers: ['app', { name: 'db', volumeMounts: mounts }], volumes: [{ name: 'run' }, { name: 'data' }] };
  const { command, volumeMounts, env } = renderedContainer(sidecar, { ...order, edges: ['app -> db'], containers: { db: { check } } }, 'startgate-wait');

  test('are all waited for, with the policy of the gate', () => {
    expect(command!.slice(2)).toEqual([
      'db=file:///volumes/db/ready', 'db=file:///volumes/db.2/loaded', 'db=file:///volumes/db/sent', 'db=tcp://[$(POD_IP)]:1',
    ].flatMap((target) => [target, '--timeout', '60s']));
  });

  test('mount each volume once', () => {
    expect(volumeMounts).toEqual([
      { name: 'run', mountPath: '/volumes/db', readOnly: true }, { name: 'data', mountPath: '/volumes/db.2', subPath: 'db', readOnly: true },
    ]);
  });

  test('ask the address of the Pod where one of them does', () => {
    expect(env).toEqual([{ name: 'POD_IP', valueFrom: { fieldRef: { fieldPath: 'status.podIP' } } }]);
  });
});

describe('its gates', () => {
  test('last as long as the longest dependency on the sidecar', () => {
    const edges = [edge('app', 'proxy', { timeoutMs: 5000 }), edge('vault', 'proxy', { timeoutMs: 9000 })];
    expect(commandOf({ edges })).toContain('proxy=http://localhost:8080/ready --timeout 9s');
  });

  test('wait for ever under block', () => {
    expect(commandOf({ edges: [edge('app', 'proxy', { onTimeout: 'block' })] })).toContain('--timeout 60s --on-timeout block');
  });

  test('open when the time is over under continue', () => {
    expect(commandOf({ edges: [edge('app', 'proxy', { onTimeout: 'continue' })] })).toContain('--timeout 60s --on-timeout continue');
  });

  test('add what the sidecar may wait behind a guard of its own', () => {
    const edges = [edge('app', 'proxy', { timeoutMs: 5000 }), edge('proxy', 'vault', { mechanism: 'guard', timeoutMs: 7000 })];
    const vault = { check: VAULT, sidecar: true };
    expect(commandOf({ edges, containers: { proxy: { check: READY }, vault } })).toContain('proxy=http://localhost:8080/ready --timeout 12s');
  });

  test('ask the address of the Pod where the sidecar listens there alone', () => {
    const waiter = renderedContainer(pod, { ...order, containers: { proxy: { check: { ...READY, listensOn: 'pod-ip' } }, vault: { check: VAULT } } }, 'startgate-wait');
    expect([waiter.command![2], waiter.env]).toEqual([
      'proxy=http://[$(POD_IP)]:8080/ready', [{ name: 'POD_IP', valueFrom: { fieldRef: { fieldPath: 'status.podIP' } } }],
    ]);
  });
});

test('a file and a socket are looked at on the volumes of their sidecars, each under the name of its sidecar', () => {
  const mounted = (name: string, volume: string, subPath?: string): PodInput['containers'] => [{
    name, volumeMounts: [{ name: volume, mountPath: '/run/state/', ...(subPath === undefined ? {} : { subPath }) }],
  }];
  const given: PodInput = { containers: ['app', ...mounted('proxy', 'one')!, ...mounted('vault', 'two', 'vault')!], volumes: [{ name: 'one' }, { name: 'two' }] };
  const waiter = renderedContainer(given, {
    ...order,
    containers: {
      proxy: { check: { kind: 'file', path: '/run/state/ready' } },
      vault: { check: { kind: 'unixSocket', path: '/run/state/vault.sock', httpPath: '/ready' } },
    },
  }, 'startgate-wait');
  expect(waiter.command!.filter((word) => word.includes('='))).toEqual([
    'proxy=file:///volumes/proxy/ready', 'vault=unix:///volumes/vault/vault.sock:/ready',
  ]);
  expect(waiter.volumeMounts).toEqual([
    { name: 'one', mountPath: '/volumes/proxy', readOnly: true },
    { name: 'two', mountPath: '/volumes/vault', subPath: 'vault', readOnly: true },
  ]);
});
