import fc from 'fast-check';
import { expect, test } from 'vitest';
import type { Finding } from '../../../src/private/finding';
import { RULES } from '../../../src/private/rules/index';
import { applyRule } from '../../../src/private/rules/rule';
import { scenario } from '../arbitrary-order';
import { type OrderInput, planOf, type PodInput } from '../support';

function findings(pod: PodInput, order: OrderInput): Finding[] {
  const plan = planOf(pod, order);
  return RULES.flatMap((rule) => applyRule(rule, plan));
}

test('what the rules say of any order does not depend on the order in which it was declared', () => {
  fc.assert(fc.property(scenario, ({ pod, order }) => {
    const reversed = {
      ...order,
      edges: [...(order.edges ?? [])].reverse(),
      containers: Object.fromEntries(Object.entries(order.containers ?? {}).reverse()),
    };
    expect(findings(pod, reversed)).toEqual(findings(pod, order));
  }), { numRuns: 300 });
});

test('no message ends with a full stop or starts with a capital, and none is said twice', () => {
  fc.assert(fc.property(scenario, ({ pod, order }) => {
    const texts = findings(pod, order).map(({ id, message }) => `${id}: ${message}`);
    expect(new Set(texts).size).toBe(texts.length);
    for (const { message, cure } of findings(pod, order)) {
      expect(message).toMatch(/^[^A-Z].*[^.]$/s);
      expect(cure).toMatch(/^[^A-Z].*[^.]$/s);
    }
  }), { numRuns: 300 });
});
