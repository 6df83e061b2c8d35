import fc from 'fast-check';
import { expect, test } from 'vitest';
import { writeOrder } from '../../src/private/apply-order';
import { Decisions, likenessOf } from '../../src/private/decided-pods';
import type { Container } from '../../src/private/manifest';
import { outlineOf } from '../../src/private/outline';
import { podTemplateOf } from '../../src/private/pod-template';
import { scenario, type Scenario } from './arbitrary-order';
import { lockOf, manifestOf, orderOf, type OrderInput, type PodInput, READY } from './support';

type Mutable<T> = { -readonly [K in keyof T]: T[K] };

const order = orderOf({ edges: ['app -> proxy'], containers: { proxy: { check: READY } } });

function decided({ pod, order: input }: Scenario, decisions: Decisions): unknown {
  const manifest = manifestOf(pod);
  return { findings: writeOrder(manifest, orderOf(input), decisions), manifest };
}

test('Pods that differ only in what a plan does not look at are decided once', () => {
  const decisions = new Decisions();
  const [one, other] = ['a:1', 'b:2'].map((image) => podTemplateOf(manifestOf({
    containers: [{ name: 'app', image, env: [{ name: 'X', value: image }] }, 'proxy'],
  }))!);
  expect(decisions.decide(other!, order)).toBe(decisions.decide(one!, order));
});

test('a Pod that differs in its ports is decided anew', () => {
  const decisions = new Decisions();
  const [one, other] = [8080, 9090].map((containerPort) => podTemplateOf(manifestOf({
    containers: ['app', { name: 'proxy', ports: [{ containerPort }] }],
  }))!);
  expect(decisions.decide(other!, order)).not.toBe(decisions.decide(one!, order));
});

test('a Pod that comes again after another one is not decided anew', () => {
  const decisions = new Decisions();
  const [first, , third] = [8080, 9090, 8080].map((containerPort) => decisions.decide(
    podTemplateOf(manifestOf({ containers: ['app', { name: 'proxy', ports: [{ containerPort }] }] }))!, order,
  ));
  expect(third).toBe(first);
});

test('a Pod whose image the lock has with another command is decided anew', () => {
  const decisions = new Decisions();
  const imageLock = lockOf({ 'a:1': { entrypoint: ['/a'] }, 'b:1': { entrypoint: ['/b'] } });
  const locked = orderOf({ edges: ['app -> proxy'], containers: { proxy: { check: READY } }, mechanism: 'guard', runtimeImage: 'startgate:1', imageLock });
  const commands = ['a:1', 'b:1'].map((image) => decisions.decide(
    podTemplateOf(manifestOf({ containers: [{ name: 'app', image }, 'proxy'] }))!, locked,
  ).patch?.containers.get('app')?.command?.at(-1));
  expect(commands).toEqual(['/a', '/b']);
});

test('a large order is decided each time: its key would cost more than it saves', () => {
  const names = Array.from({ length: 102 }, (_one, index) => `c${index}`);
  const chain = orderOf({
    edges: names.slice(1).map((name, index) => `${name} -> ${names[index]!}`),
    containers: Object.fromEntries(names.map((name) => [name, { check: READY }])),
  });
  const decisions = new Decisions();
  const template = podTemplateOf(manifestOf({ containers: names }))!;
  expect(decisions.decide(template, chain)).not.toBe(decisions.decide(template, chain));
});

test('a decision with an error writes nothing', () => {
  const template = podTemplateOf(manifestOf({ containers: ['app'] }))!;
  expect(new Decisions().decide(template, order)).toMatchObject({ patch: undefined, findings: [{ id: 'unknown-container' }] });
});

test('no info is found for synthesis', () => {
  const template = podTemplateOf(manifestOf({ containers: ['app', 'proxy'] }))!;
  expect(new Decisions().decide(template, { ...order, mechanism: 'native' }).findings).toEqual([]);
});

/** Changes what an outline leaves out, and perhaps something that it has. */
type Change = (pod: Mutable<PodInput>, containers: Mutable<Container>[]) => void;

const CHANGES: Readonly<Record<string, Change>> = {
  image: (_pod, containers) => { for (const container of containers) container.image = 'other:2'; },
  arguments: (_pod, containers) => { for (const container of containers) container.args = ['--other']; },
  variables: (_pod, containers) => {
    for (const container of containers) container.env = [...container.env ?? [], { name: 'OTHER', value: 'x' }];
  },
  paths: (_pod, containers) => {
    for (const container of containers) container.volumeMounts = [...container.volumeMounts ?? [], { name: 'shared', mountPath: '/run' }];
  },
  volume: (pod) => { pod.volumes = [...pod.volumes ?? [], { name: 'other', emptyDir: {} }]; },
  labels: (pod) => { pod.metadata = { labels: { app: 'other' } }; },
  port: (_pod, [first]) => { first!.ports = [{ containerPort: 4321 }]; },
  command: (_pod, [first]) => { first!.command = ['/other']; },
  restartPolicy: (pod) => { pod.restartPolicy = pod.restartPolicy === 'Never' ? 'OnFailure' : pod.restartPolicy; },
};

const changes = fc.subarray(Object.keys(CHANGES), { minLength: 1 });

test('what was decided for a Pod that is nearly the same does not show', () => {
  let repeated = 0;
  fc.assert(fc.property(scenario, changes, (given, names) => {
    const shared = new Decisions();
    const other = structuredClone(given) as { pod: Mutable<PodInput>; order: OrderInput };
    for (const name of names) {
      CHANGES[name]!(other.pod, [...other.pod.containers ?? [], ...other.pod.initContainers ?? []] as Mutable<Container>[]);
    }
    decided(given, shared);
    expect(decided(other, shared)).toEqual(decided(other, new Decisions()));
    if (isSame(given, other)) repeated++;
  }), { seed: 20_261_124, numRuns: 300 });
  expect(repeated).toBeGreaterThan(30);
});

/** The two are decided as one. */
function isSame(one: Scenario, other: Scenario): boolean {
  const likeness = ({ pod, order: input }: Scenario): string | undefined => {
    const order = orderOf(input);
    return likenessOf(outlineOf(podTemplateOf(manifestOf(pod))!, order), order);
  };
  return likeness(one) === likeness(other);
}
