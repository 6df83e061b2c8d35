import { describe, expect, test } from 'vitest';
import { rendered, renderedContainer, sequence, yamlOf } from '../rendered';
import { edge, type OrderInput, type PodInput, READY, RUNTIME_IMAGE } from '../support';

const pod: PodInput = { initContainers: ['prepare'], containers: ['app', 'proxy'] };
const guard: OrderInput = {
  mechanism: 'guard', edges: ['app -> proxy'], containers: { proxy: { check: READY } }, runtimeImage: RUNTIME_IMAGE,
};
const started: OrderInput = { ...guard, edges: [edge('app', 'proxy', { condition: 'started' })] };

describe('the installer', () => {
  test('takes little, may do little, and copies the waiter from the runtime image', () => {
    expect(yamlOf(renderedContainer(pod, guard, 'startgate-install'))).toMatchInlineSnapshot(`
      "name: startgate-install
      image: registry.example/startgate:0.1.0
      command:
        - /startgate
        - install
        - /run/startgate/bin/startgate
      resources:
        limits:
          cpu: 100m
          memory: 16Mi
        requests:
          cpu: 10m
          memory: 16Mi
      securityContext:
        allowPrivilegeEscalation: false
        capabilities:
          drop:
            - ALL
        readOnlyRootFilesystem: true
        runAsNonRoot: true
        seccompProfile:
          type: RuntimeDefault
      volumeMounts:
        - name: startgate
          mountPath: /run/startgate/bin
          subPath: bin"
    `);
  });

  test('comes first, so that an init container can be guarded too', () => {
    expect(sequence(pod, guard)).toBe('startgate-install prepare | app proxy');
  });

  test('requests what it is limited to in a Guaranteed Pod, so that it stays so', () => {
    const limited = { resources: { limits: { cpu: '1', memory: '1Gi' } } };
    const guaranteed: PodInput = { containers: [{ name: 'app', ...limited }, { name: 'proxy', ...limited }] };
    expect(renderedContainer(guaranteed, guard, 'startgate-install').resources).toEqual({
      limits: { cpu: '100m', memory: '16Mi' }, requests: { cpu: '100m', memory: '16Mi' },
    });
  });

  test('shares no object, which would become a YAML anchor', () => {
    expect(yamlOf(rendered(pod, started))).not.toContain('&');
  });

  test('never has a user of its own', () => {
    expect(
      renderedContainer({ ...pod, securityContext: { runAsUser: 1000 } }, guard, 'startgate-install').securityContext,
    ).toMatchObject({ runAsNonRoot: true });
    expect(
      renderedContainer({ ...pod, securityContext: { runAsUser: 1000 } }, guard, 'startgate-install').securityContext,
    ).not.toHaveProperty('runAsUser');
  });

  test('may be root where the Pod is root', () => {
    expect(
      renderedContainer({ ...pod, securityContext: { runAsUser: 0 } }, guard, 'startgate-install').securityContext,
    ).not.toHaveProperty('runAsNonRoot');
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

  test('of a guard hold the binary, read-only', () => {
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

  test('only the installer writes the binary', () => {
    const { initContainers = [], containers = [] } = rendered(pod, started);
    const writers = [...initContainers, ...containers].filter(({ volumeMounts = [] }) => volumeMounts.some(
      ({ subPath, readOnly }) => subPath === 'bin' && readOnly !== true,
    ));
    expect(writers.map(({ name }) => name)).toEqual(['startgate-install']);
  });
});
