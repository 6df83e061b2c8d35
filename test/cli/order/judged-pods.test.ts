import { expect, test } from 'vitest';
import { AlikePods } from '../../../src/cli/order/judged-pods';
import { checkOrder } from '../../../src/private/decided-pods';
import type { OrderModel } from '../../../src/private/model';
import { outlineOf, type PodOutline } from '../../../src/private/outline';
import { RULES } from '../../../src/private/rules/index';

const ORDER: OrderModel = { containers: new Map(), edges: [{ dependent: 'app', dependency: 'proxy' }], sidecars: [] };

/** A Pod whose proxy stands twice: an error that names it. */
function podOf(name: string): PodOutline {
  const spec = { containers: [{ name: 'app' }, { name: 'proxy' }, { name }, { name }] };
  return outlineOf({ kind: 'Pod', holder: {}, spec }, ORDER);
}

test('a Pod that is alike is judged once', () => {
  const alike = new AlikePods();
  expect(alike.judge(podOf('a'), ORDER, RULES)).toBe(alike.judge(podOf('a'), ORDER, RULES));
});

test('other rules are asked of it again', () => {
  const alike = new AlikePods();
  alike.judge(podOf('a'), ORDER, []);
  expect(alike.judge(podOf('a'), ORDER, RULES).findings).toEqual(checkOrder(podOf('a'), ORDER, RULES).findings);
});

test('where no two are alike it stops looking, and each is judged by itself', () => {
  const alike = new AlikePods();
  const names = Array.from({ length: 300 }, (_, index) => `c${index}`);
  for (const name of names) expect(alike.judge(podOf(name), ORDER, RULES).findings).toEqual(checkOrder(podOf(name), ORDER, RULES).findings);
  expect(alike.judge(podOf('c0'), ORDER, RULES)).not.toBe(alike.judge(podOf('c0'), ORDER, RULES));
});
