import fc from 'fast-check';
import { expect, test } from 'vitest';
import { parseArgs } from '../../src/waiter/args.ts';
import type { Invocation } from '../../src/waiter/invocation.ts';
import { UsageError } from '../../src/waiter/usage-error.ts';
import { checkProperty } from '../support/check-property.ts';

test.each<[string[], Invocation]>([
  [['install', '/startgate'], { command: 'install', destination: '/startgate' }],
  [['install', '--help'], { command: 'help' }],
  [['status'], { command: 'status', state: '/run/startgate/state', json: false }],
  [['status', '--json', '--state', '/s'], { command: 'status', state: '/s', json: true }],
  [['status', '-h'], { command: 'help' }],
  [['serve', '--config', 'x', '--help'], { command: 'serve', args: ['--config', 'x', '--help'] }],
  [['--help'], { command: 'help' }],
  [['-h'], { command: 'help' }],
  [['help'], { command: 'help' }],
  [['--version'], { command: 'version' }],
])('reads %j', (args, invocation) => {
  expect(parseArgs(args)).toEqual(invocation);
});

test.each<[string[], string]>([
  [[], 'command is missing: write one of wait, exec, install, status, serve'],
  [['run'], 'command must be one of wait, exec, install, status, serve, got "run"'],
  [['install'], 'startgate install needs one DEST, got 0'],
  [['install', 'a', 'b'], 'startgate install needs one DEST, got 2'],
  [['install', '--force', 'a'], 'unknown option "--force" of startgate install: it has none'],
  [['status', '/s'], 'startgate status takes no "/s": write --state DIR for another directory'],
  [['status', '--yaml'], 'unknown option "--yaml" of startgate status: it has --state, --json'],
  [['status', '--json=yes'], '--json takes no value, got "yes"'],
  [['wait', 'file:///a', 'file:///b\ufffd'], 'argument 3 is not UTF-8, got "file:///b\ufffd": write its bytes as UTF-8'],
  [['exec', '--wait=file:///b\ufffd', '--', 'true'], 'argument 2 is not UTF-8, got "--wait=file:///b\ufffd": write its bytes as UTF-8'],
  [['wait', 'file:///b\ud83d'], 'argument 2 is not UTF-8, got "file:///b\ud83d": write its bytes as UTF-8'],
  [['wait', 'file:///\udc00b'], 'argument 2 is not UTF-8, got "file:///\udc00b": write its bytes as UTF-8'],
  [['install', '/b\ufffd'], 'argument 2 is not UTF-8, got "/b\ufffd": write its bytes as UTF-8'],
])('fails when the arguments are %j', (args, message) => {
  expect(() => parseArgs(args)).toThrow(new UsageError(message));
});

test('takes every text that is UTF-8', () => {
  expect(parseArgs(['install', '/é漢\u{1f600}'])).toEqual({ command: 'install', destination: '/é漢\u{1f600}' });
});

test('leaves bytes of the command alone that are no UTF-8', () => {
  expect(parseArgs(['exec', '--wait', 'file:///a', '--', 'true', '\ufffd'])).toMatchObject({ command: 'exec', commandIndex: 4 });
});

test('fails with a usage error only, whatever the arguments', () => {
  const word = fc.oneof(
    fc.constantFrom('wait', 'exec', '--', '--wait', '--timeout', '--timeout=1s', '5', '1s', 'file:///a', 'a=started', '--name', 'me', '--until', 'a=completed', '--group', '--header', 'A: b', '--url', '--json'),
    fc.string({ unit: 'binary', maxLength: 6 }),
  );
  checkProperty(fc.property(fc.array(word, { maxLength: 8 }), (args) => {
    try {
      const invocation = parseArgs(args);
      if (invocation.command === 'exec') expect(args[invocation.commandIndex - 1]).toBe('--');
    } catch (error) {
      expect(error).toBeInstanceOf(UsageError);
    }
  }));
});
