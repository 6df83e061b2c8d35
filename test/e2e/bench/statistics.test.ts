import { expect, test } from 'vitest';
import { summarize } from '../../../e2e/bench/statistics';

test('the 95th percentile of twenty values is the second largest', () => {
  const values = Array.from({ length: 20 }, (_, index) => 20 - index);
  expect(summarize(values)).toEqual({ n: 20, median: 10, p95: 19, max: 20 });
});

test('one value is everything', () => {
  expect(summarize([7])).toEqual({ n: 1, median: 7, p95: 7, max: 7 });
});

test('fails when nothing was measured', () => {
  expect(() => summarize([])).toThrow(new Error('nothing was measured'));
});
