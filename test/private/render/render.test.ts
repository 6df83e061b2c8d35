import fc from 'fast-check';
import { expect, test } from 'vitest';
import { deepClone, type Container, type JsonObject, type PodSpec } from '../../../src/private/manifest';
import type { Plan } from '../../../src/private/plan/plan';
import { readWaiterWords } from '../../oracle/model/waiter-words';
import { scenario, type Scenario } from '../arbitrary-order';
import { analyzed, rendered, sequence, write, type Written, yamlOf } from '../rendered';
import { edge, READY } from '../support';

const RUNS = { seed: 20_240_903, numRuns: 500 };

/** What an order makes of a random Pod; undefined when a rule refuses it. */
function accept({ pod, order }: Scenario): Written & { after: PodSpec } | undefined {
  if (analyzed(pod, order).findings.some(({ severity }) => severity === 'error')) return undefined;
  const written = write(pod, order);
  return { ...written, after: written.template.spec };
}

function containersOf({ initContainers = [], containers = [] }: PodSpec): Map<string, Container> {
  return new Map([...initContainers, ...containers].map((container) => [container.name, container]));
}

test('the sample: a sidecar in front of the application', () => {
  expect(yamlOf(rendered({ containers: ['app', 'sidecar'] }, { edges: ['app -> sidecar'], containers: { sidecar: { check: READY } } }))).toMatchInlineSnapshot(`
    "containers:
      - name: app
        image: app:1
        command:
          - /app
    initContainers:
      - name: sidecar
        image: sidecar:1
        command:
          - /sidecar
        restartPolicy: Always
        startupProbe:
          httpGet:
            path: /ready
            port: 8080
          periodSeconds: 1
          failureThreshold: 60"
  `);
});

test('a Pod without an order stays as it is', () => {
  const pod = { initContainers: ['prepare'], containers: ['app'], volumes: [{ name: 'data', emptyDir: {} }] };
  const { before, template } = write(pod, {});
  expect(template.spec).toEqual(before);
});

test('a sidecar that comes with the order is put in and gates', () => {
  const spec = rendered({ initContainers: ['prepare'], containers: ['app'] }, {
    edges: ['app -> proxy'],
    containers: { proxy: { check: READY, sidecar: true } },
    sidecars: [{ container: { name: 'proxy', image: 'proxy:1' }, volumes: [] }],
  });
  const inits = spec.initContainers?.map(({ name, restartPolicy, startupProbe }) => [name, restartPolicy, startupProbe?.failureThreshold]);
  expect(inits).toEqual([
    ['prepare', undefined, undefined], ['proxy', 'Always', 60],
  ]);
});

test('mechanisms stand side by side in one Pod', () => {
  const order = {
    edges: [edge('app', 'proxy', { mechanism: 'native' } as const), edge('app', 'cache', { mechanism: 'guard' } as const)],
    containers: { proxy: { check: READY }, cache: { check: READY }, app: { waiterPath: '/sg' } },
  };
  expect(sequence({ containers: ['app', 'proxy', 'cache'] }, order)).toBe('proxy* | app cache');
});

test('the same order gives the same bytes, whatever the order of the declarations', () => {
  fc.assert(fc.property(scenario, fc.infiniteStream(fc.nat(1_000_000)), (given, numbers) => {
    const once = accept(given);
    const shuffled = shuffle(given.order.edges ?? [], numbers);
    const containers = Object.fromEntries(shuffle(Object.entries(given.order.containers ?? {}), numbers));
    const again = accept({ ...given, order: { ...given.order, edges: shuffled, containers } });
    expect(yamlOf(again?.template)).toBe(yamlOf(once?.template));
  }), RUNS);
});

test('nothing of a container is lost', () => {
  fc.assert(fc.property(scenario, (given) => {
    const pod = accept(given);
    if (pod === undefined) return;
    const after = containersOf(pod.after);
    for (const [name, container] of containersOf(pod.before)) expectKept(pod.plan, container, after.get(name)!);
  }), RUNS);
});

test('only the containers of ours that are planned are added, and volumes only behind those of the Pod', () => {
  fc.assert(fc.property(scenario, (given) => {
    const pod = accept(given);
    if (pod === undefined) return;
    const added = [...containersOf(pod.after).keys()].filter((name) => !containersOf(pod.before).has(name));
    expect(added).toEqual([...(pod.plan.delivery === 'install' ? ['startgate-install'] : []), ...pod.plan.waiters.map(({ name }) => name)]);
    expect(pod.after.volumes?.slice(0, pod.before.volumes?.length)).toEqual(pod.before.volumes);
  }), RUNS);
});

test('a rendered Pod has no shared object', () => {
  fc.assert(fc.property(scenario, (given) => {
    expect(yamlOf(accept(given)?.after)).not.toMatch(/[&*]a\d/);
  }), RUNS);
});

test('the order is not changed by its use', () => {
  fc.assert(fc.property(scenario, (given) => {
    const { order } = deepClone({ order: given.order }) as Scenario;
    accept(given);
    expect(given.order).toEqual(order);
  }), RUNS);
});

/** What may become of a field: more entries behind its own, a wrapped command, a startup probe that the order makes. */
function expectKept(plan: Plan, before: Container, after: Container): void {
  const { command, env, volumeMounts, lifecycle, startupProbe, restartPolicy, ...rest } = before;
  expect(after).toMatchObject(rest);
  expect((after.env ?? []).slice(0, env?.length ?? 0)).toEqual(env ?? []);
  expect((after.volumeMounts ?? []).slice(0, volumeMounts?.length ?? 0)).toEqual(volumeMounts ?? []);
  expect(after.lifecycle ?? {}).toMatchObject(lifecycle ?? {});
  if (restartPolicy !== undefined) expect(after.restartPolicy).toBe(restartPolicy);
  const planned = plan.byName.get(before.name)!;
  if (planned.guarded) expect(readWaiterWords(after.command!).command).toEqual(planned.command);
  else expect(after.command).toEqual(command);
  const isAutomatic = startupProbe?.failureThreshold === 3 && startupProbe.tcpSocket !== undefined;
  if (startupProbe !== undefined && !isAutomatic) expect(after.startupProbe).toEqual(startupProbe);
  const known: JsonObject = { ...before, restartPolicy, env, volumeMounts, lifecycle, startupProbe, command };
  expect(Object.keys(after).filter((key) => !(key in known))).toEqual([]);
}

function shuffle<T>(list: readonly T[], numbers: fc.Stream<number>): T[] {
  const rest = [...list];
  const mixed: T[] = [];
  while (rest.length > 0) mixed.push(...rest.splice(numbers.next().value! % rest.length, 1));
  return mixed;
}
