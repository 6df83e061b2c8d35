import { expect, test } from 'vitest';
import { INVALID } from '../../../e2e/validation/invalid';
import { RULES } from '../../../src/private/rules/index';
import { analyzed } from '../../private/rendered';

test('every rule that is an error has a Pod that breaks it, in the order of the rules', () => {
  expect(Object.keys(INVALID)).toEqual(RULES.filter(({ severity }) => severity === 'error').map(({ id }) => id));
});

test.each(Object.entries(INVALID))('the Pod for %s is refused by this rule and by no other', (rule, { pod, order, services }) => {
  const errors = analyzed(pod, order, services).findings.filter(({ severity }) => severity === 'error').map(({ id }) => id);
  expect([...new Set(errors)]).toEqual([rule]);
});
