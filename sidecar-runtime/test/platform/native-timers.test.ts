import { expect, test } from 'vitest';
import { Timers } from '../../src/platform/native-timers.ts';

/** Adds timers by when they are due; what has fired, and what stops each. */
function added(...due: readonly number[]): { timers: Timers; fired: number[]; stops: readonly (() => void)[] } {
  const timers = new Timers();
  const fired: number[] = [];
  return { timers, fired, stops: due.map((time) => timers.add(time, () => fired.push(time))) };
}

test('none is the next one where there are none', () => {
  expect(new Timers().next()).toBeUndefined();
});

test('the next one is the first that is due', () => {
  expect(added(30, 10, 20).timers.next()).toBe(10);
});

test('what is due fires in the order of times, the rest later', () => {
  const { timers, fired } = added(30, 10, 40, 20);
  timers.fire(30);
  expect([fired, timers.next()]).toEqual([[10, 20, 30], 40]);
});

test('those that are due at the same time fire in the order of asking', () => {
  const timers = new Timers();
  const fired: string[] = [];
  for (const name of ['a', 'b', 'c']) timers.add(10, () => fired.push(name));
  timers.fire(10);
  expect(fired).toEqual(['a', 'b', 'c']);
});

test.each([0, 1, 2])('one that is stopped never fires, wherever it stands: %d', (index) => {
  const { timers, fired, stops } = added(10, 20, 30);
  stops[index]?.();
  timers.fire(30);
  expect(fired).toEqual([10, 20, 30].filter((_, other) => other !== index));
});

test('to stop one again, or one that has fired, does nothing to the others', () => {
  const { timers, fired, stops } = added(10, 20, 30);
  stops[1]?.();
  stops[1]?.();
  timers.fire(10);
  stops[0]?.();
  timers.fire(30);
  expect(fired).toEqual([10, 30]);
});

test('one that fires may stop one that is due as well, and add another', () => {
  const timers = new Timers();
  const fired: string[] = [];
  timers.add(10, () => {
    fired.push('a');
    stop();
    timers.add(15, () => fired.push('c'));
  });
  const stop = timers.add(11, () => fired.push('b'));
  timers.fire(20);
  expect(fired).toEqual(['a', 'c']);
});
