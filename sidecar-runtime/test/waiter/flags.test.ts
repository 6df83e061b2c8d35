import { expect, test } from 'vitest';
import { Flags, parseDirectory } from '../../src/waiter/flags.ts';
import { UsageError } from '../../src/waiter/usage-error.ts';

test('goes through arguments after the command, up to the end that it is given', () => {
  const flags = new Flags(['wait', '--a=b=c', 'x', '--d', 'e', '--', 'f'], 5);
  expect(flags.next()).toEqual({ flag: '--a', inline: 'b=c' });
  expect(flags.next()).toEqual({ positional: 'x' });
  expect(flags.next()).toEqual({ flag: '--d', inline: undefined });
  expect(flags.value('--d', undefined)).toBe('e');
  expect(flags.next()).toBeUndefined();
});

test('fails when a value is missing', () => {
  expect(() => new Flags(['wait'], 1).value('--timeout', undefined)).toThrow(new UsageError('--timeout needs a value, such as "--timeout=…"'));
});

test('fails when there is a value for a flag without one', () => {
  expect(() => new Flags([], 0).noValue('--group', 'yes')).toThrow(new UsageError('--group takes no value, got "yes"'));
});

test.each(['', '/a\0b'])('fails when a directory is %j', (text) => {
  expect(() => parseDirectory('--state', text)).toThrow(new UsageError(`--state must be a directory, got "${text}"`));
});
