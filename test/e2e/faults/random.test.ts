import { expect, test } from 'vitest';
import { Random } from '../../../e2e/faults/random';

const numbers = (seed: string, count: number) => {
  const random = new Random(seed);
  return Array.from({ length: count }, () => random.next());
};

test('the same seed gives the same numbers', () => {
  expect(numbers('42/1', 100)).toEqual(numbers('42/1', 100));
  expect(numbers('42/1', 2).map((number) => number.toFixed(6))).toMatchInlineSnapshot(`
    [
      "0.882975",
      "0.932072",
    ]
  `);
});

test('seeds that differ in one character give other numbers', () => {
  expect(new Set(Array.from({ length: 100 }, (_, index) => numbers(`42/${index}`, 1)[0])).size).toBe(100);
});

test('numbers are spread evenly', () => {
  const counts = [0, 0, 0, 0];
  for (const number of numbers('even', 4000)) counts[Math.floor(number * 4)]!++;
  expect(Math.min(...counts)).toBeGreaterThan(900);
});

test('both ends of a range come up, and nothing beyond', () => {
  const random = new Random('range');
  expect(new Set(Array.from({ length: 200 }, () => random.between(2, 5)))).toEqual(new Set([2, 3, 4, 5]));
});
