import { expect, test } from 'vitest';
import { leftOut } from '../../scripts/lib/left-out.mjs';

test.each([false, true])('nothing is left out where nothing is lacking, strict: %j', (strict) => {
  expect(leftOut('the tests of the runtime', [], strict)).toBeUndefined();
});

test('one line says what is left out and why', () => {
  expect(leftOut('the tests of the runtime', ['runc (Debian: runc)', 'root'], false)).toBe('left out: the tests of the runtime, which need runc (Debian: runc); root');
});

test('fails with --strict when something would be left out', () => {
  expect(() => leftOut('the tests of the runtime', ['runc (Debian: runc)'], true)).toThrow(
    new Error('left out: the tests of the runtime, which need runc (Debian: runc). With --strict that is a failure: install what is missing, or see .ci/run'),
  );
});
