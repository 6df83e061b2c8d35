import { expect, test } from 'vitest';
import { nextInterval, Talk } from '../../src/waiter/schedule.ts';

test.each([
  [0, 10],
  [600, 10],
  [1200, 20],
  [6000, 100],
  [15_000, 250],
  [60_000, 250],
])('after %d ms of waiting the next try comes %d ms later', (waited, interval) => {
  expect(nextInterval(waited, 250, false)).toBe(interval);
});

test.each([
  [0, 10],
  [2000, 10],
  [4000, 20],
  [50_000, 250],
  [60_000, 250],
])('after %d ms at a port that nobody listens on the next try comes %d ms later', (waited, interval) => {
  expect(nextInterval(waited, 250, true)).toBe(interval);
});

test('a reason is news once in ten seconds', () => {
  const talk = new Talk();
  expect([talk.isNews('a', 0), talk.isNews('b', 1), talk.isNews('a', 2), talk.isNews('a', 9999), talk.isNews('a', 10_000)]).toEqual([true, true, false, false, true]);
});
