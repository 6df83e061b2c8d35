import { expect, test } from 'vitest';
import { durationText } from '../../src/private/duration-text';

test.each([
  [60_000, '60s'], [1000, '1s'], [1500, '1500ms'], [1, '1ms'], [3_600_000, '3600s'],
])('%i milliseconds are %s', (milliseconds, text) => {
  expect(durationText(milliseconds)).toBe(text);
});
