import { expect, test } from 'vitest';
import { median, medianBounds } from '../../bench/median.mjs';

const upTo = (length: number): number[] => Array.from({ length }, (_one, index) => index + 1);

test.each([[[7], 7], [[3, 1, 2], 2], [[4, 1, 3, 2], 2.5]])('the median of %j is %d', (values, expected) => {
  expect(median(values)).toBe(expected);
});

// the places that tables of the sign test give
test.each([[6, [1, 6]], [15, [4, 12]], [25, [8, 18]], [40, [14, 27]], [100, [40, 61]]])('at 95 %% the median of %d values lies between these of their places: %j', (length, bounds) => {
  expect(medianBounds(upTo(length).reverse())).toEqual(bounds);
});

test('five values do not bound a median at 95 %', () => {
  expect(() => medianBounds(upTo(5))).toThrow('the bounds of a median need at least 6 values; got 5');
});
