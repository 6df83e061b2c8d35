import { expect, test } from 'vitest';
import { groupBy } from '../../src/private/group-by';

test('keeps the order of the keys and of the items', () => {
  expect([...groupBy(['bb', 'a', 'cc', 'd'], (word) => word.length)]).toEqual([[2, ['bb', 'cc']], [1, ['a', 'd']]]);
});

test('makes no group of nothing', () => {
  expect(groupBy([], String).size).toBe(0);
});
