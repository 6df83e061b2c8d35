import { expect, test } from 'vitest';
import { parseDirectory, parseHeader, parseInterval, parseWord } from '../../src/waiter/flag-values.ts';
import { UsageError } from '../../src/waiter/usage-error.ts';

test('a word is one of those that are allowed', () => {
  expect(parseWord('--on', 'two', ['one', 'two', 'three'])).toBe('two');
});

test.each([
  [['text', 'json'], '--on must be text or json, got "ignore"'],
  [['fail', 'block', 'continue'], '--on must be fail, block or continue, got "ignore"'],
])('fails when a word is none of %j', (words, message) => {
  expect(() => parseWord('--on', 'ignore', words)).toThrow(new UsageError(message));
});

test('fails when an interval is too short', () => {
  expect(() => parseInterval('--max-interval', '9ms')).toThrow(new UsageError('--max-interval must be at least 10ms, got "9ms"'));
});

test.each([
  ['X-A', "--header must be a name, a colon and a value of printable ASCII, such as 'Host: example.org', got \"X-A\""],
  ['X A: b', "--header must be a name, a colon and a value of printable ASCII, such as 'Host: example.org', got \"X A: b\""],
  ['X-A: b\r\nX-B: c', "--header must be a name, a colon and a value of printable ASCII, such as 'Host: example.org', got \"X-A: b\r\nX-B: c\""],
  ['Content-Length: 5', '--header can\'t be "Content-Length": a check has no body'],
])('fails when a header is %j', (value, message) => {
  expect(() => parseHeader('--header', value)).toThrow(new UsageError(message));
});

test.each(['', '/a\0b'])('fails when a directory is %j', (text) => {
  expect(() => parseDirectory('--state', text)).toThrow(new UsageError(`--state must be a directory, got "${text}"`));
});
