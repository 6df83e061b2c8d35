import { describe, expect, test } from 'vitest';
import { rendered, renderedContainer, sequence, yamlOf } from '../rendered';
import { edge, type OrderInput, type PodInput, READY, RUNTIME_IMAGE } from '../support';

const pod: PodInput = { initContainers: ['prepare'], containers: ['app', 'proxy'] };
/** Where the waiter is installed. */
const guard: OrderInput = {
  kubernetesVersion: '1.34', mechanism: 'guard', edges: ['app -> proxy'], containers: { proxy: { check: READY } }, runtimeImage: RUNTIME_IMAGE,
};
const started: OrderInput = { ...guard, edges: [edge('app', 'proxy', { condition: 'started' })] };

describe('the installer', () => {
  test('copies the waiter from the runtime image to the volume', () => {
    const { command, volumeMounts } = renderedContainer(pod, guard, 'startgate-install');
    expect([command, volumeMounts]).toEqual([
      ['/startgate', 'install', '/run/startgate/bin/startgate'], [{ name: 'startgate', mountPath: '/run/startgate/bin', subPath: 'bin' }],
    ]);
  });

  test('comes first, so that an init container can be guarded too', () => {
    expect(sequence(pod, guard)).toBe('startgate-install prepare | app proxy');
  });

  test('shares no object, which would become a YAML anchor', () => {
    expect(yamlOf(rendered(pod, started))).not.toContain('&');
  });

  test.each<[string, OrderInput]>([
    ['a kubelet probe is the gate', { ...guard, mechanism: 'native' }],
    ['the image of the dependent carries the waiter', { ...guard, containers: { app: { waiterPath: '/sg' }, proxy: { check: READY } } }],
    ['an init container has the order', { edges: [edge('app', 'proxy', { condition: 'succeeded' })], runtimeImage: RUNTIME_IMAGE }],
    ['there is no dependency', { runtimeImage: RUNTIME_IMAGE }],
  ])('is not there when %s', (_when, order) => {
    expect(rendered(pod, order).initContainers?.map(({ name }) => name)).not.toContain('startgate-install');
    expect(rendered(pod, order)).not.toHaveProperty('volumes');
  });
});

describe('the image volume', () => {
  const mounted: OrderInput = { ...guard, kubernetesVersion: '1.35' };

  test('brings the waiter from Kubernetes 1.35 on, without an init container', () => {
    expect([sequence(pod, mounted), rendered(pod, mounted).volumes]).toEqual([
      'prepare | app proxy', [{ name: 'startgate-image', image: { reference: RUNTIME_IMAGE } }],
    ]);
  });

  test('is mounted whole and read-only, at the path that the guard runs', () => {
    const { command, volumeMounts } = renderedContainer(pod, mounted, 'app');
    expect([command![0], volumeMounts]).toEqual([
      '/run/startgate/bin/startgate', [{ name: 'startgate-image', mountPath: '/run/startgate/bin', readOnly: true }],
    ]);
  });

  test('is beside the volume for states, where there are any', () => {
    expect(rendered(pod, { ...started, kubernetesVersion: '1.35' }).volumes).toEqual([
      { name: 'startgate', emptyDir: {} }, { name: 'startgate-image', image: { reference: RUNTIME_IMAGE } },
    ]);
  });

  test('comes before 1.35 where it is asked for', () => {
    expect(rendered(pod, { ...guard, kubernetesVersion: '1.34', delivery: 'image-volume' }).volumes?.map(({ name }) => name)).toEqual(['startgate-image']);
  });

  test('gives way to the installer where that is asked for', () => {
    expect(sequence(pod, { ...mounted, delivery: 'install' })).toBe('startgate-install prepare | app proxy');
  });

  test('is not there when the image of the dependent carries the waiter', () => {
    const carried = { ...mounted, containers: { app: { waiterPath: '/sg' }, proxy: { check: READY } } };
    expect(rendered(pod, carried)).not.toHaveProperty('volumes');
  });
});

describe('the options of the runtime image', () => {
  const pulled: OrderInput = { ...guard, runtimePullPolicy: 'Always', runtimePullSecrets: ['registry'] };

  test('the pull policy is that of the installer', () => {
    expect(renderedContainer(pod, pulled, 'startgate-install').imagePullPolicy).toBe('Always');
  });

  test('the pull policy is that of the image volume', () => {
    expect(rendered(pod, { ...pulled, kubernetesVersion: '1.35' }).volumes).toEqual([
      { name: 'startgate-image', image: { reference: RUNTIME_IMAGE, pullPolicy: 'Always' } },
    ]);
  });

  test('the pull secrets come to the Pod where the image is pulled', () => {
    expect(rendered(pod, pulled).imagePullSecrets).toEqual([{ name: 'registry' }]);
  });

  test('the pull secrets do not come where it is not', () => {
    expect(rendered(pod, { ...pulled, mechanism: 'native' })).not.toHaveProperty('imagePullSecrets');
  });

  test('the resources take the place of those of the installer', () => {
    const runtimeResources = { requests: { memory: '8Mi' } };
    expect(renderedContainer(pod, { ...guard, runtimeResources }, 'startgate-install').resources).toEqual(runtimeResources);
  });
});

describe('the volume', () => {
  test('is one, behind those of the Pod', () => {
    expect(
      rendered({ ...pod, volumes: [{ name: 'data', emptyDir: {} }] }, started).volumes,
    ).toEqual([{ name: 'data', emptyDir: {} }, { name: 'startgate', emptyDir: {} }]);
  });

  test('is there for state alone', () => {
    const carried = { ...started, containers: { app: { waiterPath: '/sg' }, proxy: { waiterPath: '/sg' } } };
    expect([sequence(pod, carried), rendered(pod, carried).volumes]).toEqual([
      'prepare | app proxy', [{ name: 'startgate', emptyDir: {} }],
    ]);
  });
});

describe('the mounts', () => {
  const mountsOf = (order: OrderInput, name: string): string => yamlOf(renderedContainer(pod, order, name).volumeMounts);

  test('of a guard hold the waiter, read-only', () => {
    expect(mountsOf(guard, 'app')).toMatchInlineSnapshot(`
      "- name: startgate
        mountPath: /run/startgate/bin
        subPath: bin
        readOnly: true"
    `);
  });

  test('of a reader hold all states, read-only', () => {
    expect(mountsOf(started, 'app')).toMatchInlineSnapshot(`
      "- name: startgate
        mountPath: /run/startgate/bin
        subPath: bin
        readOnly: true
      - name: startgate
        mountPath: /run/startgate/state
        subPath: state
        readOnly: true"
    `);
  });

  test('of a publisher hold its own state to write', () => {
    expect(mountsOf(started, 'proxy')).toMatchInlineSnapshot(`
      "- name: startgate
        mountPath: /run/startgate/bin
        subPath: bin
        readOnly: true
      - name: startgate
        mountPath: /run/startgate/state
        subPath: state
        readOnly: true
      - name: startgate
        mountPath: /run/startgate/state/proxy
        subPath: state/proxy"
    `);
  });

  test('of a container come behind its own', () => {
    const own = { name: 'data', mountPath: '/data' };
    const input: PodInput = { containers: [{ name: 'app', volumeMounts: [own] }, 'proxy'] };
    expect(renderedContainer(input, guard, 'app').volumeMounts?.map(({ name }) => name)).toEqual(['data', 'startgate']);
  });

  test('of a container in which nothing of ours runs stay as they are', () => {
    expect(renderedContainer(pod, guard, 'proxy')).not.toHaveProperty('volumeMounts');
  });

  test('only the installer writes the waiter', () => {
    const { initContainers = [], containers = [] } = rendered(pod, started);
    const writers = [...initContainers, ...containers].filter(({ volumeMounts = [] }) => volumeMounts.some(
      ({ subPath, readOnly }) => subPath === 'bin' && readOnly !== true,
    ));
    expect(writers.map(({ name }) => name)).toEqual(['startgate-install']);
  });
});
