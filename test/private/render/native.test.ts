import { describe, expect, test } from 'vitest';
import type { Container } from '../../../src/private/manifest';
import type { CheckModel } from '../../../src/private/model';
import { startupProbeIsTaken } from '../../../src/private/plan/startup-probe';
import { planned, renderedContainer, sequence, yamlOf } from '../rendered';
import { edge, type OrderInput, type PodInput, READY, RUNTIME_IMAGE } from '../support';

const pod: PodInput = { containers: ['app', 'proxy'] };
const proxy = { proxy: { check: READY } };
const native: OrderInput = { edges: ['app -> proxy'], containers: proxy };

function probeOf(order: OrderInput, own: Partial<Container> = {}): string {
  return yamlOf(renderedContainer({ containers: ['app', { name: 'proxy', ...own }] }, order, 'proxy').startupProbe);
}

test('a sidecar is an init container that restarts always, with the check as its startup probe', () => {
  expect(yamlOf(renderedContainer(pod, native, 'proxy'))).toMatchInlineSnapshot(`
    "name: proxy
    image: proxy:1
    command:
      - /proxy
    restartPolicy: Always
    startupProbe:
      httpGet:
        path: /ready
        port: 8080
      periodSeconds: 1
      failureThreshold: 60"
  `);
});

test('the dependent is not touched', () => {
  expect(renderedContainer(pod, native, 'app')).toEqual({ name: 'app', image: 'app:1', command: ['/app'] });
});

describe('the place of a sidecar', () => {
  test('is behind the plain init containers', () => {
    expect(sequence({ initContainers: ['one', 'two'], ...pod }, native)).toBe('one two proxy* | app');
  });

  test('is in front of the first plain init container that depends on it', () => {
    expect(sequence(
      { initContainers: ['one', 'two', 'three'], ...pod }, { ...native, edges: ['two -> proxy'] },
    )).toBe('one proxy* two three | app');
  });

  test('is behind the native sidecars that are there', () => {
    expect(sequence({ initContainers: [{ name: 'mesh', restartPolicy: 'Always' }], ...pod }, native)).toBe('mesh* proxy* | app');
  });

  test('follows a chain', () => {
    const order = {
      edges: ['app -> b', 'b -> a', 'a -> c'], containers: { a: { check: READY }, b: { check: READY }, c: { check: READY } },
    };
    expect(sequence({ containers: ['app', 'a', 'b', 'c'] }, order)).toBe('c* a* b* | app');
  });

  test('follows a diamond, and keeps the order of the manifest between its sides', () => {
    const order = {
      edges: ['app -> right', 'app -> left', 'left -> base', 'right -> base'],
      containers: { left: { check: READY }, right: { check: READY }, base: { check: READY } },
    };
    expect(sequence({ containers: ['app', 'left', 'right', 'base'] }, order)).toBe('base* left* right* | app');
  });

  test('of one that is there already stays', () => {
    expect(sequence(
      { initContainers: [{ name: 'proxy', restartPolicy: 'Always' }, 'two'], containers: ['app'] }, native,
    )).toBe('proxy* two | app');
  });
});

describe('the startup probe', () => {
  test('of its own is kept as it is', () => {
    expect(probeOf({ edges: ['app -> proxy'] }, { startupProbe: { httpGet: { path: '/up', port: 9 }, periodSeconds: 3 } })).toMatchInlineSnapshot(`
      "httpGet:
        path: /up
        port: 9
      periodSeconds: 3"
    `);
  });

  test.each(['readinessProbe', 'livenessProbe'] as const)('is made of its %s, with a period of one second', (field) => {
    const own = { [field]: { httpGet: { path: '/own', port: 9 }, periodSeconds: 20, initialDelaySeconds: 30, timeoutSeconds: 2 } };
    expect(probeOf({ edges: ['app -> proxy'] }, own)).toBe(yamlOf({
      httpGet: { path: '/own', port: 9 }, periodSeconds: 1, timeoutSeconds: 2, failureThreshold: 60,
    }));
  });

  test('leaves the probe that it is made of where it is', () => {
    const readinessProbe = { httpGet: { path: '/own', port: 9 } };
    expect(
      renderedContainer({ containers: ['app', { name: 'proxy', readinessProbe }] }, { edges: ['app -> proxy'] }, 'proxy').readinessProbe,
    ).toEqual(readinessProbe);
  });

  test('that cdk8s-plus adds by itself is replaced by readyWhen', () => {
    const automatic = { ports: [{ containerPort: 8080 }], startupProbe: { failureThreshold: 3, tcpSocket: { port: 8080 } } };
    expect(probeOf(native, automatic)).toBe(probeOf(native));
  });

  test('of its own beside readyWhen is a clash', () => {
    const own: PodInput = { containers: ['app', { name: 'proxy', startupProbe: { httpGet: { port: 9 } } }] };
    expect(startupProbeIsTaken(planned(own, native, 'proxy'))).toBe(true);
  });

  test('of its own under the guard is no clash', () => {
    const own: PodInput = { containers: ['app', { name: 'proxy', startupProbe: { httpGet: { port: 9 } } }] };
    expect(startupProbeIsTaken(planned(own, { ...native, mechanism: 'guard' }, 'proxy'))).toBe(false);
  });

  test('has a number for a named port', () => {
    const check: CheckModel = { kind: 'tcpSocket', port: 'http', listensOn: 'all' };
    expect(probeOf(
      { edges: ['app -> proxy'], containers: { proxy: { check } } }, { ports: [{ name: 'http', containerPort: 8081 }] },
    )).toContain('port: 8081');
  });

  test('lasts as long as the longest of its edges', () => {
    const order = { edges: [edge('app', 'proxy', { timeoutMs: 5000 }), edge('web', 'proxy', { timeoutMs: 90_000 })], containers: proxy };
    expect(renderedContainer({ containers: ['app', 'web', 'proxy'] }, order, 'proxy').startupProbe?.failureThreshold).toBe(90);
  });

  test('lasts longer by what its own guard waits', () => {
    const order = {
      edges: [edge('app', 'proxy', { timeoutMs: 5000, mechanism: 'native' }), edge('proxy', 'vault', { timeoutMs: 40_000, regate: true })],
      containers: { ...proxy, vault: { check: READY, sidecar: true } },
      runtimeImage: RUNTIME_IMAGE,
    };
    expect(renderedContainer({ containers: ['app', 'proxy', 'vault'] }, order, 'proxy').startupProbe?.failureThreshold).toBe(45);
  });

  test('never gives up while its own guard may wait for ever', () => {
    const order = {
      edges: [edge('app', 'proxy', { timeoutMs: 5000 }), edge('proxy', 'vault', { onTimeout: 'block', regate: true })],
      containers: { ...proxy, vault: { check: READY, sidecar: true } },
      runtimeImage: RUNTIME_IMAGE,
    } as const;
    expect(renderedContainer({ containers: ['app', 'proxy', 'vault'] }, order, 'proxy').startupProbe?.failureThreshold).toBe(2_147_483_647);
  });

  test('never gives up under block', () => {
    expect(probeOf({ edges: [edge('app', 'proxy', { onTimeout: 'block' })], containers: proxy })).toContain('failureThreshold: 2147483647');
  });

  test('is not there when the sidecar must only have started', () => {
    expect(renderedContainer(
      pod, { ...native, edges: [edge('app', 'proxy', { condition: 'started' })] }, 'proxy',
    )).not.toHaveProperty('startupProbe');
  });
});

describe('under the guard', () => {
  const guard: OrderInput = {
    edges: [edge('app', 'proxy', { mechanism: 'guard' })],
    containers: { proxy: { check: READY, sidecar: true } },
    runtimeImage: RUNTIME_IMAGE,
  };

  test('a sidecar is native without a startup probe', () => {
    expect(yamlOf(renderedContainer(pod, guard, 'proxy'))).toMatchInlineSnapshot(`
      "name: proxy
      image: proxy:1
      command:
        - /proxy
      restartPolicy: Always"
    `);
  });

  test('the probe that cdk8s-plus adds by itself would hold back all that follows: readyWhen takes its place', () => {
    const automatic = { name: 'proxy', ports: [{ containerPort: 8080 }], startupProbe: { failureThreshold: 3, tcpSocket: { port: 8080 } } };
    expect(renderedContainer({ containers: ['app', automatic] }, guard, 'proxy')).not.toHaveProperty('startupProbe');
  });

  test('a startup probe of its own is kept', () => {
    const startupProbe = { httpGet: { path: '/up', port: 9 } };
    expect(renderedContainer({ containers: ['app', { name: 'proxy', startupProbe }] }, guard, 'proxy').startupProbe).toEqual(startupProbe);
  });

  test('a container that stays regular keeps every probe', () => {
    const startupProbe = { failureThreshold: 4, tcpSocket: { port: 8080 } };
    expect(
      renderedContainer({ containers: ['app', { name: 'proxy', startupProbe }] }, { ...guard, containers: proxy }, 'proxy').startupProbe,
    ).toEqual(startupProbe);
  });

  test('the automatic probe of a container that stays regular lasts as long as its dependent waits', () => {
    const automatic = { name: 'proxy', ports: [{ containerPort: 8080 }], startupProbe: { failureThreshold: 3, tcpSocket: { port: 8080 } } };
    expect(
      renderedContainer({ containers: ['app', automatic] }, { ...guard, containers: proxy }, 'proxy').startupProbe,
    ).toEqual({ ...automatic.startupProbe, failureThreshold: 7 });
  });

  test('the automatic probe of a container that listens on loopback only would kill it, and goes', () => {
    const automatic = { name: 'proxy', ports: [{ containerPort: 8080 }], startupProbe: { failureThreshold: 3, tcpSocket: { port: 8080 } } };
    const check = { kind: 'tcpSocket', port: 8080, listensOn: 'loopback' } as const;
    expect(
      renderedContainer({ containers: ['app', automatic] }, { ...guard, containers: { ...proxy, proxy: { check } } }, 'proxy').startupProbe,
    ).toBeUndefined();
  });
});

describe('the waiter as startup probe', () => {
  const waiter: OrderInput = { edges: ['app -> proxy'], containers: { proxy: { check: READY, waiterPath: '/startgate' } } };

  test('blocks until the sidecar is ready, and has time for its last words', () => {
    expect(probeOf(waiter)).toMatchInlineSnapshot(`
      "exec:
        command:
          - /startgate
          - wait
          - proxy=http://localhost:8080/ready
          - --timeout
          - 60s
      periodSeconds: 1
      timeoutSeconds: 65
      failureThreshold: 1"
    `);
  });

  test('is asked again for ever under block', () => {
    expect(probeOf({ ...waiter, edges: [edge('app', 'proxy', { onTimeout: 'block' })] })).toContain('failureThreshold: 2147483647');
  });

  test('is asked again for ever while the guard of the sidecar may wait for ever', () => {
    const order = {
      edges: [edge('app', 'proxy', { timeoutMs: 5000 }), edge('proxy', 'vault', { onTimeout: 'block', regate: true })],
      containers: { ...waiter.containers, vault: { check: READY, sidecar: true } },
    } as const;
    const { exec, failureThreshold } = renderedContainer({ containers: ['app', 'proxy', 'vault'] }, order, 'proxy').startupProbe!;
    expect([exec?.command?.at(-1), failureThreshold]).toEqual(['5s', 2_147_483_647]);
  });

  test('rounds its own time up, never below the waiter\'s', () => {
    const { exec, timeoutSeconds } = renderedContainer(
      pod, { ...waiter, edges: [edge('app', 'proxy', { timeoutMs: 1500 })] }, 'proxy',
    ).startupProbe!;
    expect([exec?.command?.slice(-2), timeoutSeconds]).toEqual([['--timeout', '1500ms'], 7]);
  });

  test('is installed where the image does not carry it', () => {
    const order = {
      kubernetesVersion: '1.34', edges: ['app -> proxy'], containers: { proxy: { check: { kind: 'file', path: '/ready' } } },
      runtimeImage: RUNTIME_IMAGE,
    } as const;
    expect([sequence(pod, order), probeOf(order)]).toMatchInlineSnapshot(`
      [
        "startgate-install proxy* | app",
        "exec:
        command:
          - /run/startgate/bin/startgate
          - wait
          - proxy=file:///ready
          - --timeout
          - 60s
      periodSeconds: 1
      timeoutSeconds: 65
      failureThreshold: 1",
      ]
    `);
  });
});
