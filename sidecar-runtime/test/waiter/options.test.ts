import { expect, test } from 'vitest';
import { DEFAULTS, isGateOption, resolveOptions, withOption, type GateOptions } from '../../src/waiter/options.ts';
import { UsageError } from '../../src/waiter/usage-error.ts';

test('holds without any option: 60 s, then fail; a second a try, 250 ms between two', () => {
  expect(resolveOptions({}, {})).toEqual({ timeout: 60_000, onTimeout: 'fail', requestTimeout: 1000, maxInterval: 250, headers: [] });
});

test.each<[string, string, Partial<GateOptions>]>([
  ['--timeout', '5s', { timeout: 5000 }],
  ['--on-timeout', 'block', { onTimeout: 'block' }],
  ['--on-timeout', 'fail', { onTimeout: 'fail' }],
  ['--on-timeout', 'continue', { onTimeout: 'continue' }],
  ['--request-timeout', '50ms', { requestTimeout: 50 }],
  ['--max-interval', '10ms', { maxInterval: 10 }],
  ['--header', 'X-A:  b: c ', { headers: [['X-A', 'b: c']] }],
  ['--timeoutSeconds', '5', { timeout: 5000 }],
  ['--periodMillis', '500', { maxInterval: 500 }],
  ['--periodMillis', '1', { maxInterval: 10 }],
  ['--requestTimeoutMillis', '50', { requestTimeout: 50 }],
])('reads %s %s', (flag, value, options) => {
  expect(isGateOption(flag)).toBe(true);
  expect(withOption({}, flag, value)).toEqual(options);
});

test.each([
  ['--on-timeout', 'ignore', '--on-timeout must be fail, block or continue, got "ignore"'],
  ['--max-interval', '9ms', '--max-interval must be at least 10ms, got "9ms"'],
  ['--header', 'X-A', "--header must be a name, a colon and a value of printable ASCII, such as 'Host: example.org', got \"X-A\""],
  ['--header', 'X A: b', "--header must be a name, a colon and a value of printable ASCII, such as 'Host: example.org', got \"X A: b\""],
  ['--header', 'X-A: b\r\nX-B: c', "--header must be a name, a colon and a value of printable ASCII, such as 'Host: example.org', got \"X-A: b\r\nX-B: c\""],
  ['--header', 'Content-Length: 5', '--header can\'t be "Content-Length": a check has no body'],
])('fails when %s is %j', (flag, value, message) => {
  expect(() => withOption({}, flag, value)).toThrow(new UsageError(message));
});

test('does not know other flags, nor what every object has', () => {
  expect([isGateOption('--wait'), isGateOption('constructor')]).toEqual([false, false]);
});

test('the last of the same header wins', () => {
  const options = withOption(withOption({}, '--header', 'X-A: 1'), '--header', 'x-a: 2');
  expect(options.headers).toEqual([['x-a', '2']]);
});

test("a gate's own options come before those of all, headers add up", () => {
  const forAll = { timeout: 1, maxInterval: 20, headers: [['A', '1'], ['B', '1']] } as const;
  const own = { timeout: 2, headers: [['b', '2']] } as const;
  expect(resolveOptions(forAll, own)).toEqual({ ...DEFAULTS, timeout: 2, maxInterval: 20, headers: [['A', '1'], ['b', '2']] });
});
