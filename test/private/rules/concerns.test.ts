import fc from 'fast-check';
import { expect, test } from 'vitest';
import { RULES } from '../../../src/private/rules/index';
import { scenario } from '../arbitrary-order';
import { planOf } from '../support';

const RUNS = { seed: 20_240_904, numRuns: 400 };

test.each(RULES.filter(({ concerns }) => concerns !== undefined))('$id has nothing to say of a Pod without the mechanisms that it concerns', (rule) => {
  let without = 0;
  let within = 0;
  fc.assert(fc.property(scenario, ({ pod, order }) => {
    const plan = planOf(pod, order);
    if (rule.concerns!.some((mechanism) => plan.mechanisms.has(mechanism))) {
      within++;
      return;
    }
    without++;
    expect(rule.check(plan)).toEqual([]);
  }), RUNS);
  expect(Math.min(without, within)).toBeGreaterThan(20);
});
