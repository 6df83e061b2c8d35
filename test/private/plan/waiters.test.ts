import { expect, test } from 'vitest';
import type { PlannedWaiter } from '../../../src/private/plan/waiters';
import { edge, type OrderInput, planOf, type PodInput, READY, RUNTIME_IMAGE } from '../support';

const check = { check: READY };
const ORDER: OrderInput = { mechanism: 'init-waiter', runtimeImage: RUNTIME_IMAGE, containers: { proxy: check, vault: { check: { ...READY, port: 9090 } } } };

function waitersOf(pod: PodInput, order: OrderInput): string[] {
  return planOf(pod, order).waiters.map(({ name, before, sidecars }: PlannedWaiter) =>
    `${name} before ${before ?? 'the regular containers'}: ${sidecars.map((each) => each.name).join(' ')}`);
}

test('one waiter waits for all that the regular containers need', () => {
  const order = { ...ORDER, edges: ['app -> proxy', 'app -> vault', 'web -> proxy'] };
  expect(waitersOf({ containers: ['app', 'web', 'proxy', 'vault'] }, order)).toEqual([
    'startgate-wait before the regular containers: proxy vault',
  ]);
});

test('a sidecar that waits for another one has a waiter of its own, and nobody waits twice', () => {
  const order = { ...ORDER, edges: ['app -> vault', 'app -> proxy', 'vault -> proxy'] };
  expect(waitersOf({ containers: ['app', 'vault', 'proxy'] }, order)).toEqual([
    'startgate-wait before vault: proxy', 'startgate-wait-2 before the regular containers: vault',
  ]);
});

test('what only has to be started needs no waiter', () => {
  expect(waitersOf({ containers: ['app', 'proxy'] }, { ...ORDER, edges: [edge('app', 'proxy', { condition: 'started' })] })).toEqual([]);
});

test('a container that another mechanism gates is not waited for', () => {
  const order = { ...ORDER, edges: [edge('app', 'proxy', { mechanism: 'guard' }), edge('app', 'vault')] };
  expect(waitersOf({ containers: ['app', 'proxy', 'vault'] }, order)).toEqual([
    'startgate-wait before the regular containers: vault',
  ]);
});
