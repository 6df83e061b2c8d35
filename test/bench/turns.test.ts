import { expect, test } from 'vitest';
import { inTurns } from '../../bench/turns.mjs';

test('each subject has its turn, and another one goes first each time', async () => {
  const order: string[] = [];
  await inTurns(['a', 'b', 'c'], 3, (subject) => order.push(subject));
  expect(order.join('')).toBe('abcbcacab');
});

test('what is measured stands by subject, turn by turn', async () => {
  expect(
    await inTurns(['a', 'b'], 3, (subject, turn) => Promise.resolve(`${subject}${turn}`)),
  ).toEqual([['a0', 'a1', 'a2'], ['b0', 'b1', 'b2']]);
});
