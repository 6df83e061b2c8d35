import { expect, test } from 'vitest';
import { parseServeOptions } from '../../src/serve-options.ts';
import { parseArgs } from '../../src/waiter/args.ts';
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
  expect(() => new Flags(['wait'], 1).value('--timeout', undefined)).toThrow(new UsageError('--timeout needs a value, such as "--timeout=60s"'));
});

/** What a message gives as an example, as a word of the command line. */
function exampleIn(parse: () => unknown): string {
  let message = '';
  try {
    parse();
  } catch (error) {
    if (error instanceof UsageError) message = error.message;
  }
  return / needs a value, such as "(.+)"$/.exec(message)?.[1] ?? `none in "${message}"`;
}

const GATES = ['--timeout', '--on-timeout', '--request-timeout', '--max-interval', '--header', '--state', '--log-format'];
test.each([
  ...[...GATES, '--url', '--timeoutSeconds', '--periodMillis', '--requestTimeoutMillis'].map((flag) => ['wait', flag]),
  ...[...GATES, '--wait', '--name', '--until', '--grace'].map((flag) => ['exec', flag]),
  ['status', '--state'],
] as [string, string][])('the example of %s %s is a value that it takes', (command, flag) => {
  const end = command === 'exec' ? ['--name=me', '--until=db=completed', '--', 'app'] : [];
  const example = exampleIn(() => parseArgs([command, flag, ...end.slice(2)]));
  expect(example).toMatch(new RegExp(`^${flag}=`));
  expect(() => parseArgs([command, example, ...end])).not.toThrow();
});

test.each(['--config', '--ready-after', '--port', '--host', '--drain'])('the example of serve %s is a value that it takes', (flag) => {
  const example = exampleIn(() => parseServeOptions([flag]));
  expect(example).toMatch(new RegExp(`^${flag}=`));
  expect(() => parseServeOptions([example])).not.toThrow();
});

test('fails when there is a value for a flag without one', () => {
  expect(() => new Flags([], 0).noValue('--group', 'yes')).toThrow(new UsageError('--group takes no value, got "yes"'));
});

test.each(['', '/a\0b'])('fails when a directory is %j', (text) => {
  expect(() => parseDirectory('--state', text)).toThrow(new UsageError(`--state must be a directory, got "${text}"`));
});
