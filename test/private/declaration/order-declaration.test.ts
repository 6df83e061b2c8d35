import fc from 'fast-check';
import { expect, test } from 'vitest';
import { Check } from '../../../src';
import { OrderDeclaration } from '../../../src/private/declaration/order-declaration';
import type { EdgeModel, SidecarModel } from '../../../src/private/model';

const declaration = (): OrderDeclaration => new OrderDeclaration('Deployment "web"');
const NOTHING = {
  condition: undefined, timeoutMs: undefined, onTimeout: undefined, mechanism: undefined, regate: undefined, optional: undefined,
};
const PROXY: SidecarModel = { container: { name: 'proxy', image: 'proxy:1' }, volumes: [] };

test('an empty order declares nothing', () => {
  expect(declaration().model()).toEqual({ containers: new Map(), edges: [], sidecars: [] });
});

test('a container that was only asked for is in the order: its name must exist', () => {
  const order = declaration();
  order.touch('app');
  expect([...order.model().containers.values()]).toEqual([{ name: 'app' }]);
});

test('what is said of a container adds up', () => {
  const order = declaration();
  order.describe('app', 'waiterPath', { waiterPath: '/startgate' });
  order.describe('app', 'asSidecar', { sidecar: true });
  expect(order.model().containers.get('app')).toEqual({ name: 'app', waiterPath: '/startgate', sidecar: true });
});

test('settings add up, and what is not given takes nothing back', () => {
  const order = declaration();
  order.configure({ mechanism: 'guard' });
  order.configure({ runtimeImage: 'startgate:1' });
  expect(order.model()).toMatchObject({ mechanism: 'guard', runtimeImage: 'startgate:1' });
});

test('an edge holds only what was said', () => {
  const order = declaration();
  order.depend('app', 'proxy', { ...NOTHING, timeoutMs: 1500 });
  expect(order.model().edges).toEqual<EdgeModel[]>([{ dependent: 'app', dependency: 'proxy', timeoutMs: 1500 }]);
});

test('the same edge twice is one', () => {
  const order = declaration();
  for (let times = 0; times < 2; times++) order.depend('app', 'proxy', { ...NOTHING, condition: 'started' });
  expect(order.model().edges).toHaveLength(1);
});

test('a dependency and its reverse are two edges: the cycle is found at synthesis', () => {
  const order = declaration();
  order.depend('app', 'proxy', NOTHING);
  order.depend('proxy', 'app', NOTHING);
  expect(order.model().edges).toHaveLength(2);
});

test('a sidecar is a container of the order, with its life cycle and its check', () => {
  const order = declaration();
  const check = Check.tcpSocket({ port: 1 })._model;
  order.addSidecar(PROXY, check);
  expect(order.model()).toEqual({
    containers: new Map([['proxy', { name: 'proxy', sidecar: true, check }]]), edges: [], sidecars: [PROXY],
  });
});

test('the same value with its keys in another order is no contradiction', () => {
  const order = declaration();
  order.addSidecar(PROXY, undefined);
  order.addSidecar({ volumes: [], container: { image: 'proxy:1', name: 'proxy' } }, undefined);
  expect(order.model().sidecars).toHaveLength(1);
});

test('whatever is declared, saying it all again changes nothing', () => {
  const name = fc.constantFrom('a', 'b', 'c');
  const step = fc.oneof(
    fc.record({ kind: fc.constant('touch' as const), name }),
    fc.record({ kind: fc.constant('describe' as const), name }),
    fc.record({
      kind: fc.constant('depend' as const), name, other: name, timeoutMs: fc.constant(2000),
    }).filter((one) => one.name !== one.other),
  );
  fc.assert(fc.property(fc.array(step), (steps) => {
    const order = declaration();
    const declare = (): void => steps.forEach((one) => {
      if (one.kind === 'touch') order.touch(one.name);
      else if (one.kind === 'describe') order.describe(one.name, 'waiterPath', { waiterPath: '/startgate' });
      else order.depend(one.name, one.other, { ...NOTHING, timeoutMs: one.timeoutMs });
    });
    declare();
    const once = order.model();
    declare();
    expect(order.model()).toEqual(once);
  }), { seed: 33, numRuns: 200 });
});

test('the model is a copy: a later declaration does not reach it', () => {
  const order = declaration();
  const before = order.model();
  order.touch('app');
  order.addSidecar(PROXY, undefined);
  order.depend('app', 'proxy', NOTHING);
  expect(before).toEqual({ containers: new Map(), edges: [], sidecars: [] });
});

const TWICE = 'is declared twice with different values:';
test.each<[string, (order: OrderDeclaration) => void, string]>([
  ['settings of which one contradicts', (order) => order.configure({ kubernetesVersion: '1.30', mechanism: 'native' }),
    `"mechanism" of the start order of Deployment "web" ${TWICE} "guard", then "native"; declare it once`],
  ['facts of which one contradicts', (order) => order.describe('app', 'waiterPath', { sidecar: true, waiterPath: '/b' }),
    `waiterPath of container "app" of Deployment "web" ${TWICE} "/a", then "/b"; declare it once`],
  ['another condition', (order) => order.depend('app', 'proxy', { ...NOTHING, condition: 'healthy' }),
    `the dependency of "app" on "proxy" in Deployment "web" ${TWICE} condition "started", then "healthy"; declare it once`],
  ['a dependency on itself', (order) => order.depend('app', 'app', NOTHING),
    'container "app" of Deployment "web" can\'t depend on itself; name another container of the Pod'],
  ['a timeout of zero', (order) => order.depend('app', 'other', { ...NOTHING, timeoutMs: 0 }),
    '"timeout" of the dependency of "app" on "other" in Deployment "web" must be more than zero; got 0s; use OnTimeout.BLOCK to wait for ever'],
  ['a timeout that the waiter can\'t hold', (order) => order.depend('app', 'other', { ...NOTHING, timeoutMs: 596 * 3_600_000 + 1 }),
    '"timeout" of the dependency of "app" on "other" in Deployment "web" must be at most 596 hours; got 2145600001ms; use OnTimeout.BLOCK to wait for ever'],
  ['a timeout below zero', (order) => order.depend('app', 'other', { ...NOTHING, timeoutMs: -1 }),
    '"timeout" of the dependency of "app" on "other" in Deployment "web" must be more than zero; got -1ms; use OnTimeout.BLOCK to wait for ever'],
  ['a name that no container can have', (order) => order.touch('Not A Name'),
    'the name of a container of Deployment "web" must be a DNS label (lower-case letters, digits and "-", at most 63 characters); got "Not A Name"'],
  ['another sidecar of the same name', (order) => order.addSidecar(
    { container: { name: 'proxy', image: 'proxy:2' }, volumes: [] }, undefined,
  ),
    'sidecar "proxy" of Deployment "web" is added twice with different values; give one of the sidecars another name'],
  ['a sidecar of which the check contradicts', (order) => order.addSidecar(
    { container: { name: 'app' }, volumes: [] }, Check.file('/b')._model,
  ),
    `readyWhen of container "app" of Deployment "web" ${TWICE} Check.file("/a"), then Check.file("/b"); declare it once`],
])('fails on %s, and leaves nothing of it behind', (_name, declare, message) => {
  const order = declaration();
  order.configure({ mechanism: 'guard' });
  order.describe('app', 'waiterPath', { waiterPath: '/a', check: Check.file('/a')._model });
  order.depend('app', 'proxy', { ...NOTHING, condition: 'started' });
  order.addSidecar(PROXY, undefined);
  const before = order.model();
  expect(() => declare(order)).toThrow(new Error(message));
  expect(order.model()).toEqual(before);
});
