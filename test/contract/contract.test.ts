import { expect, test } from 'vitest';
import { renderPlan } from '../../src/private/render/render';
import { edge, type OrderInput, planOf, READY, RUNTIME_IMAGE } from '../private/support';
import { expectKept } from './contract';

const CHECK = { ...READY, headers: [{ name: 'Host', value: 'shop' }] };
const ORDER: OrderInput = {
  runtimeImage: RUNTIME_IMAGE, containers: { proxy: { check: CHECK } },
  edges: [edge('app', 'proxy', { mechanism: 'guard', timeoutMs: 1500, onTimeout: 'block' }), edge('app', 'migrate', { condition: 'started', mechanism: 'guard' })],
};

/** Renders, changes a text of what was rendered, and asks again. */
function spoilt(from: string, to: string, order: OrderInput = ORDER): () => void {
  const plan = planOf({ containers: ['app', 'proxy', 'migrate'] }, order);
  const patch = renderPlan(plan);
  const changed = <T>(value: T): T => JSON.parse(JSON.stringify(value).replace(JSON.stringify(from), JSON.stringify(to))) as T;
  const containers = new Map([...patch.containers].map(([name, each]) => [name, changed(each)]));
  return () => expectKept(plan, { ...patch, containers, added: changed(patch.added) });
}

test('a command as it was rendered keeps what the plan promises', () => {
  expect(spoilt('nothing', 'else')).not.toThrow();
});

test.each([
  ['1500ms', '1501ms'],
  ['block', 'continue'],
  ['Host: shop', 'Host: other'],
  ['proxy=http://localhost:8080/ready', 'proxy=http://localhost:8080/live'],
  ['migrate=started', 'migrate=completed'],
  ['--wait', '--wiat'],
  ['/app', '/other'],
])('a guard with another %s does not', (from, to) => {
  expect(spoilt(from, to)).toThrow();
});

test.each([['native-waiter', undefined], ['init-waiter', undefined], ['post-start', '1.28']] as const)('a waiter by %s with another timeout does not', (mechanism, kubernetesVersion) => {
  const order = { runtimeImage: RUNTIME_IMAGE, mechanism, containers: { proxy: { check: CHECK } }, edges: ['app -> proxy'] };
  expect(spoilt('60s', '61s', { ...order, ...(kubernetesVersion === undefined ? {} : { kubernetesVersion }) })).toThrow();
});
