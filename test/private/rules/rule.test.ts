import { expect, test } from 'vitest';
import { applyRule, quoted, type Rule, sorted, wait } from '../../../src/private/rules/rule';
import { planOf } from '../support';

const rule: Rule = {
  id: 'example',
  severity: 'warning',
  title: 'an example',
  cure: 'the general cure',
  check: () => [{ message: 'one' }, { message: 'two', cure: 'its own cure' }],
};

test('a problem without a cure takes that of the rule', () => {
  expect(applyRule(rule, planOf({ containers: ['app'] }))).toEqual([
    { id: 'example', severity: 'warning', message: 'one', cure: 'the general cure' },
    { id: 'example', severity: 'warning', message: 'two', cure: 'its own cure' },
  ]);
});

test.each([[[], 'none'], [['a'], '"a"'], [['a', 'b'], '"a", "b"']])('names %j read as %s', (names, text) => {
  expect(quoted(names)).toBe(text);
});

test.each([[['a'], '"a" waits'], [['a', 'b'], '"a", "b" wait']])('%j: %s', (names, text) => {
  expect(wait(names)).toBe(text);
});

test('sorted names stand once each, by code unit', () => {
  expect(sorted(['b', 'B', 'a', 'b'])).toEqual(['B', 'a', 'b']);
});
