import { constants } from 'node:os';
import { expect, test } from 'vitest';
import { ends, SIGNALS } from '../../src/waiter/signal.ts';

test('has the numbers of the kernel', () => {
  for (const [name, number] of Object.entries(SIGNALS)) expect([name, number]).toEqual([name, constants.signals[name as NodeJS.Signals]]);
});

test('a waiter ends at HUP, INT, QUIT and TERM', () => {
  expect(Object.values(SIGNALS).filter(ends)).toEqual([1, 2, 3, 15]);
});
