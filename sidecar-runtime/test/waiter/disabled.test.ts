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
  expect(reason('incident 7\n')).toBe('incident 7?');
});

test.each([undefined, ''])('is nothing when the variable is %j', (value) => {
  expect(reason(value)).toBeUndefined();
});

test.each(['0', 'false', 'No', 'OFF'])('fails when the variable is "%s", which is no reason', (value) => {
  expect(() => reason(value)).toThrow(new UsageError(`STARTGATE_DISABLED must be the reason why every gate is opened, got "${value}": leave it out to keep the gates`));
});
