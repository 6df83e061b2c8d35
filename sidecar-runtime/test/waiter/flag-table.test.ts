import { expect, test } from 'vitest';
import { EXEC, GATE, SAMPLE, STATUS, STEP, URL_OF_SAMPLE } from '../../src/waiter/flag-table.ts';
import { GateDraft } from '../../src/waiter/gate-draft.ts';
import type { GateOptions } from '../../src/waiter/options.ts';
import { usage } from '../../src/waiter/usage.ts';

const FLAGS = Object.entries({ ...GATE, ...EXEC, ...STEP, ...SAMPLE, ...URL_OF_SAMPLE, ...STATUS });

test.each<[string, string, Partial<GateOptions>]>([
  ['--timeout', '5s', { timeout: 5000 }],
  ['--on-timeout', 'block', { onTimeout: 'block' }],
  ['--on-timeout', 'fail', { onTimeout: 'fail' }],
  ['--on-timeout', 'continue', { onTimeout: 'continue' }],
  ['--request-timeout', '50ms', { requestTimeout: 50 }],
  ['--max-interval', '10ms', { maxInterval: 10 }],
  ['--interval', '5s', { interval: 5000 }],
  ['--status', '401', { statuses: [[401, 401]] }],
  ['--header', 'X-A:  b: c ', { headers: [['X-A', 'b: c']] }],
  ['--timeoutSeconds', '5', { timeout: 5000 }],
  ['--periodMillis', '500', { maxInterval: 500 }],
  ['--periodMillis', '1', { maxInterval: 10 }],
  ['--requestTimeoutMillis', '50', { requestTimeout: 50 }],
])('reads %s %s', (flag, value, options) => {
  const draft = new GateDraft();
  ({ ...GATE, ...SAMPLE })[flag]?.read?.(draft, value, flag);
  expect(draft.forAll).toEqual(options);
});

test.each(FLAGS)('the example of %s is a value that it takes', (flag, { value, example = value, read }) => {
  expect(() => read?.(new GateDraft(), example ?? '', flag)).not.toThrow();
});

test('a flag takes a value if it is read', () => {
  expect(FLAGS.filter(([, { value, read }]) => (value === undefined) !== (read === undefined))).toEqual([]);
});

test('the usage has every flag', () => {
  expect(FLAGS.map(([flag]) => flag).filter((flag) => !usage().includes(flag))).toEqual([]);
});
