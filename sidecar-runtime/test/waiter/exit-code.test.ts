import { expect, test } from 'vitest';
import { EXIT, exitCodeOf } from '../../src/waiter/exit-code.ts';

test('has the codes of the command line', () => {
  expect(EXIT).toEqual({ OPEN: 0, USAGE: 64, DATA: 65, UNAVAILABLE: 69, TIMED_OUT: 124, NOT_RUNNABLE: 126, NOT_FOUND: 127 });
});

test('hands on a code, and a signal as 128+n', () => {
  expect([exitCodeOf({ kind: 'code', code: 7 }), exitCodeOf({ kind: 'signal', signal: 9 })]).toEqual([7, 137]);
});
