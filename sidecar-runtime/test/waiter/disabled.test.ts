import { expect, test } from 'vitest';
import { disabledReason } from '../../src/waiter/disabled.ts';
import { UsageError } from '../../src/waiter/usage-error.ts';
import { VirtualPlatform } from '../support/virtual-platform.ts';

function reason(value: string | undefined): string | undefined {
  const platform = new VirtualPlatform();
  if (value !== undefined) platform.environment.set('STARTGATE_DISABLED', value);
  return disabledReason(platform);
}

test('is what the variable says, in printable text', () => {
  expect(reason('incident\x077')).toBe('incident?7');
});

test.each([' incident 7\n', '"incident 7"', '\'"incident 7"\'', '` incident 7 `'])('is the text inside blanks and quotes: %j', (value) => {
  expect(reason(value)).toBe('incident 7');
});

test('takes the letters of every language', () => {
  expect(reason('障害対応中のため')).toBe('????????');
});

test.each([undefined, ''])('is nothing when the variable is %j', (value) => {
  expect(reason(value)).toBeUndefined();
});

test.each(['0', 'false', 'No', 'OFF', ' ', '"false"', 'null', 'none', 'n', '00', 'false ', '""', 'disabled'.slice(0, 7), '2026-11-29 12:00'])('fails when the variable is %j, which is no reason', (value) => {
  expect(() => reason(value)).toThrow(new UsageError(`STARTGATE_DISABLED must be the reason why every gate is opened, in at least 8 letters, got "${value}": leave it out to keep the gates`));
});
