import { expect, test } from 'vitest';
import { leftOut } from '../../scripts/lib/left-out.mjs';

test('nothing is left out where nothing is lacking', () => {
  expect([leftOut('the tests of the runtime', [], undefined), leftOut('the tests of the runtime', [], 'true')]).toEqual([undefined, undefined]);
});

test.each([undefined, ''])('one line says what is left out and why, with CI %j', (ci) => {
  expect(leftOut('the tests of the runtime', ['runc (Debian: runc)', 'root'], ci)).toBe('left out: the tests of the runtime, which need runc (Debian: runc); root');
});

test('fails with CI when something would be left out', () => {
  expect(() => leftOut('the tests of the runtime', ['runc (Debian: runc)'], 'true')).toThrow(
    new Error('left out: the tests of the runtime, which need runc (Debian: runc). With CI set that is a failure: install what is missing, or see .ci/run'),
  );
});
