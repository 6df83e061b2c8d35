import { describe, expect, test } from 'vitest';
import { needsState } from '../../../src/private/plan/plan';
import { planned } from '../rendered';
import { edge, planOf, READY, RUNTIME_IMAGE } from '../support';

const pod = { containers: ['app', 'proxy'] };
const proxy = { proxy: { check: READY } };

describe('the defaults of a dependency', () => {
  test('are healthy, 60 s, fail and no gating again', () => {
    expect(planOf(pod, { edges: ['app -> proxy'], containers: proxy }).edges).toEqual([
      {
        dependent: 'app', dependency: 'proxy', condition: 'healthy', timeoutMs: 60_000, timeoutGiven: false, onTimeout: 'fail',
        mechanism: 'native', regate: false,
      },
    ]);
  });

  test('give way to what is declared', () => {
    const declared = edge('app', 'proxy', { condition: 'started', timeoutMs: 5, onTimeout: 'block', mechanism: 'guard', regate: true });
    expect(planOf(pod, { edges: [declared] }).edges).toEqual([{ ...declared, timeoutGiven: true, asked: 'guard' }]);
  });

  test('an edge to a container that the Pod does not have is left out', () => {
    expect(planOf(pod, { edges: ['app -> ghost', 'ghost -> app'] }).edges).toEqual([]);
  });

  test('edges are sorted by name, whatever the order of their declaration', () => {
    const names = (edges: string[]): string[] => planOf({ containers: ['a', 'b', 'c'] }, { edges }).edges.map(
      ({ dependent, dependency }) => `${dependent} -> ${dependency}`,
    );
    expect(names(['b -> c', 'a -> c', 'a -> b'])).toEqual(['a -> b', 'a -> c', 'b -> c']);
  });
});

describe('the place of the containers', () => {
  test('a sidecar moves behind the init containers that are there', () => {
    expect(
      planOf({ initContainers: ['prepare'], ...pod }, { edges: ['app -> proxy'], containers: proxy }).initOrder,
    ).toEqual(['prepare', 'proxy']);
  });

  test('a migration stands behind the sidecar that it needs', () => {
    const edges = [edge('app', 'migrate', { condition: 'succeeded' }), edge('migrate', 'proxy')];
    expect(planOf(
      { containers: ['app', 'migrate', 'proxy'] }, { edges, containers: proxy },
    )).toMatchObject({ initOrder: ['proxy', 'migrate'], regularOrder: ['app'] });
  });

  test('containers that only the guard orders stay where they are', () => {
    expect(planOf(pod, { edges: ['app -> proxy'], containers: proxy, mechanism: 'guard' }).regularOrder).toEqual(['app', 'proxy']);
  });

  test('a container with a hook stands before its dependents', () => {
    expect(planOf(pod, { edges: ['app -> proxy'], containers: proxy, mechanism: 'post-start' }).regularOrder).toEqual(['proxy', 'app']);
  });

  test('what the container of a hook waits for stands before it, also behind a guard', () => {
    const edges = [edge('app', 'proxy', { mechanism: 'post-start' }), edge('proxy', 'vault', { mechanism: 'guard' })];
    const input = { containers: ['app', 'proxy', 'vault'] };
    expect(planOf(input, { edges, containers: { ...proxy, vault: { check: READY } } }).regularOrder).toEqual(['vault', 'proxy', 'app']);
  });
});

describe('what a container needs', () => {
  const guard = { edges: [edge('app', 'proxy', { mechanism: 'guard' })], containers: proxy } as const;

  test('nothing, when a kubelet probe is the gate', () => {
    const plan = planOf(pod, { edges: ['app -> proxy'], containers: proxy, mechanism: 'native', runtimeImage: RUNTIME_IMAGE });
    expect([plan.delivery, plan.keepsState, plan.containers.some(({ needsWaiter }) => needsWaiter)]).toEqual([undefined, false, false]);
  });

  test('a guarded container needs the waiter, and the other one does not', () => {
    expect(planOf(pod, guard).containers.map(({ name, needsWaiter }) => [name, needsWaiter])).toEqual([['app', true], ['proxy', false]]);
  });

  test('the waiter comes from the runtime image', () => {
    expect(planned(
      pod, { ...guard, runtimeImage: RUNTIME_IMAGE }, 'app',
    )).toMatchObject({ waiterPath: '/run/startgate/bin/startgate', delivery: 'image-volume' });
  });

  test('the waiter in the image beats the runtime image', () => {
    expect(planned(
      pod, { ...guard, containers: { ...proxy, app: { waiterPath: '/own' } }, runtimeImage: RUNTIME_IMAGE }, 'app',
    )).toMatchObject({ waiterPath: '/own', delivery: undefined });
  });

  test('without either there is none', () => {
    expect(planned(pod, guard, 'app').waiterPath).toBeUndefined();
  });

  test('a hook runs the waiter in the sidecar', () => {
    const plan = planOf(pod, { edges: ['app -> proxy'], containers: proxy, mechanism: 'post-start' });
    expect(plan.containers.map(({ name, needsWaiter }) => [name, needsWaiter])).toEqual([['app', false], ['proxy', true]]);
  });

  test.each(['post-start', 'native-waiter'] as const)('a start behind %s needs no binary', (mechanism) => {
    const plan = planOf(pod, { edges: [edge('app', 'proxy', { condition: 'started' })], mechanism, runtimeImage: RUNTIME_IMAGE });
    expect(plan.containers.some(({ needsWaiter }) => needsWaiter)).toBe(false);
  });

  test('the command of the manifest beats the one of the image', () => {
    expect(planned(pod, { containers: { app: { entrypoint: ['/other'] } } }, 'app').command).toEqual(['/app']);
  });

  test('references are literal in the command of an image, and stay so', () => {
    const input = { containers: [{ name: 'app', command: [] }] };
    expect(
      planned(input, { containers: { app: { entrypoint: ['sh', '-c', 'echo $(date)'] } } }, 'app').command,
    ).toEqual(['sh', '-c', 'echo $$(date)']);
  });
});

describe('state', () => {
  test.each(
    [['started', true], ['completed', true], ['succeeded', true], ['healthy', false]] as const,
  )('a guard that waits for %s reads it: %s', (condition, reads) => {
    const [first] = planOf(
      { ...pod, restartPolicy: 'Never' }, { edges: [edge('app', 'proxy', { condition, mechanism: 'guard' })], containers: proxy },
    ).edges;
    expect(needsState(first!)).toBe(reads);
  });

  test('the container whose state is read publishes it behind a guard of its own', () => {
    const order = { edges: [edge('app', 'proxy', { condition: 'started', mechanism: 'guard' })] } as const;
    expect([planned(pod, order, 'proxy'), planned(pod, order, 'app')]).toMatchObject([
      { guarded: true, publishes: true, readsState: false }, { guarded: true, publishes: false, readsState: true },
    ]);
  });

  test('a sidecar of a Job below 1.29 is stopped when every other container has ended', () => {
    const job = { containers: ['work', 'more', 'proxy'], restartPolicy: 'Never' };
    const order = { containers: { proxy: { sidecar: true } }, kubernetesVersion: '1.28' };
    expect([planned(job, order, 'proxy'), planned(job, order, 'work')]).toMatchObject([
      { until: ['work', 'more'], readsState: true }, { until: [], publishes: true },
    ]);
  });

  test.each([
    ['the cluster knows native sidecars', 'Never', '1.29'],
    ['the Pod never ends', 'Always', '1.28'],
  ])('nothing stops a sidecar when %s', (_when, restartPolicy, kubernetesVersion) => {
    expect(planned(
      { ...pod, restartPolicy }, { containers: { proxy: { sidecar: true } }, kubernetesVersion }, 'proxy',
    )).toMatchObject({ until: [], guarded: false });
  });

  test('health is looked up only where an edge asks for it', () => {
    const order = { edges: [edge('app', 'proxy', { condition: 'started' })], containers: proxy } as const;
    expect(planned(pod, order, 'proxy').check).toBeUndefined();
  });
});
