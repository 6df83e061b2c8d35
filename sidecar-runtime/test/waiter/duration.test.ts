import { expect, test } from 'vitest';
import { formatDuration, parseCount, parseDuration } from '../../src/waiter/duration.ts';
import { UsageError } from '../../src/waiter/usage-error.ts';

test.each([
  ['500ms', 500],
  ['60s', 60_000],
  ['2m', 120_000],
  ['1h', 3_600_000],
])('reads %s as %d ms, and writes it the same', (text, milliseconds) => {
  expect(parseDuration('--timeout', text)).toBe(milliseconds);
  expect(formatDuration(milliseconds)).toBe(text);
});

test.each([
  ['60', '--timeout has no unit in "60": write "60s" for seconds or "60ms" for milliseconds'],
  ['', '--timeout must be a whole number with the unit ms, s, m or h, such as "60s", got ""'],
  ['1.5s', '--timeout must be a whole number with the unit ms, s, m or h, such as "60s", got "1.5s"'],
  ['-1s', '--timeout must be a whole number with the unit ms, s, m or h, such as "60s", got "-1s"'],
  ['1d', '--timeout must be a whole number with the unit ms, s, m or h, such as "60s", got "1d"'],
  ['s', '--timeout must be a whole number with the unit ms, s, m or h, such as "60s", got "s"'],
  ['0s', '--timeout must be more than zero, got "0s"'],
  ['597h', '--timeout must be at most 596h, got "597h"'],
])('fails when a duration is "%s"', (text, message) => {
  expect(() => parseDuration('--timeout', text)).toThrow(new UsageError(message));
});

test('reads a plain number of some unit', () => {
  expect(parseCount('--timeoutSeconds', '60', 1000)).toBe(60_000);
});

test('fails when a plain number has a unit', () => {
  expect(() => parseCount('--timeoutSeconds', '60s', 1000)).toThrow(new UsageError('--timeoutSeconds must be a whole number without a unit, got "60s"'));
});

test('writes what no unit divides in milliseconds', () => {
  expect([formatDuration(1500), formatDuration(90_000), formatDuration(0)]).toEqual(['1500ms', '90s', '0ms']);
});
