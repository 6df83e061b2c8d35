import { expect, test } from 'vitest';
import { DEFAULTS, resolveOptions } from '../../src/waiter/options.ts';

test('holds without any option: 60 s, then fail; a second a try; what is checked decides how far apart', () => {
  expect(resolveOptions({}, {})).toEqual({ timeout: 60_000, onTimeout: 'fail', requestTimeout: 1000, headers: [] });
});

test("a gate's own options come before those of all, headers add up, the last of the same header wins", () => {
  const forAll = { timeout: 1, maxInterval: 20, headers: [['A', '1'], ['B', '1']] } as const;
  const own = { timeout: 2, headers: [['b', '2']] } as const;
  expect(resolveOptions(forAll, own)).toEqual({ ...DEFAULTS, timeout: 2, maxInterval: 20, headers: [['A', '1'], ['b', '2']] });
});
