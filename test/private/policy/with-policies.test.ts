import { expect, test } from 'vitest';
import type { EdgeModel, OrderModel } from '../../../src/private/model';
import type { PolicyModel } from '../../../src/private/policy/policy-model';
import { withPolicies } from '../../../src/private/policy/with-policies';

const NOTHING: OrderModel = { containers: new Map(), edges: [], sidecars: [] };
const SPEC = { containers: [{ name: 'app' }, { name: 'worker' }] };
const EDGE: EdgeModel = { dependent: 'app', dependency: 'proxy' };

/** A policy of a sidecar "proxy", for which "app" waits. */
function policy(name: string, image = 'proxy:1', adds: Partial<PolicyModel['adds']> = {}): PolicyModel {
  return {
    name, select: {},
    adds: {
      containers: new Map([['proxy', { name: 'proxy', sidecar: true }], ['app', { name: 'app' }]]),
      sidecars: [{ container: { name: 'proxy', image }, volumes: [] }], edges: [EDGE], ...adds,
    },
  };
}

test('an order without declarations gets all that a policy adds', () => {
  expect(withPolicies({ ...NOTHING, mechanism: 'native' }, [policy('mesh')], SPEC)).toEqual({
    order: { mechanism: 'native', ...policy('mesh').adds }, findings: [],
  });
});

test('what is declared wins, part by part', () => {
  const declared: OrderModel = {
    containers: new Map([['proxy', { name: 'proxy', sidecar: true, waiterPath: '/startgate' }]]),
    edges: [{ ...EDGE, timeoutMs: 1 }],
    sidecars: [{ container: { name: 'proxy', image: 'proxy:2' }, volumes: [] }],
  };
  const { order, findings } = withPolicies(declared, [policy('mesh')], SPEC);
  expect([order, findings]).toEqual([
    { ...declared, containers: new Map([...declared.containers, ['app', { name: 'app' }]]) }, [],
  ]);
});

test('a declared order keeps what the policy does not speak of', () => {
  const own: EdgeModel = { dependent: 'worker', dependency: 'app' };
  expect(withPolicies({ ...NOTHING, edges: [own] }, [policy('mesh')], SPEC).order.edges).toEqual([own, EDGE]);
});

test('policies that say the same agree', () => {
  const { order, findings } = withPolicies(NOTHING, [policy('a'), policy('b')], SPEC);
  expect([order.sidecars.length, order.edges.length, findings]).toEqual([1, 1, []]);
});

test('policies that do not are both named, once for each part', () => {
  const other = policy('b', 'proxy:2', { edges: [{ ...EDGE, timeoutMs: 1 }] });
  expect(withPolicies(NOTHING, [policy('a'), other], SPEC).findings.map(({ message }) => message)).toEqual([
    'the policies "a" and "b" add the sidecar "proxy" with different values',
    'the policies "a" and "b" add the dependency of "app" on "proxy" with different values',
  ]);
});

test('the same policies are put together once', () => {
  const mesh = policy('mesh');
  const [one, other] = [1, 2].map(() => withPolicies(NOTHING, [mesh], SPEC).order);
  expect(one!.sidecars).toBe(other!.sidecars);
});
