import { expect, test } from 'vitest';
import { Loop, READABLE } from '../../src/platform/native-loop.ts';
import { PlatformError } from '../../src/platform/platform.ts';
import { scriptedHost } from '../support/scripted-host.ts';

const EINTR = -4;

test('poll is given as many entries as files are waited for, since a limit on files holds for entries too', () => {
  const polled: number[] = [];
  const loop = new Loop(scriptedHost({ now: () => 0, poll: (entries) => polled.push(entries.length / 8) * 0 }));
  for (let file = 3; file < 14; file++) {
    loop.when(file, READABLE, { ready: () => undefined });
    loop.turn();
  }
  expect(polled).toEqual([1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11]);
});

test('an entry that is free is used again', () => {
  const polled: number[] = [];
  const loop = new Loop(scriptedHost({ now: () => 0, poll: (entries) => polled.push(entries.length / 8) * 0 }));
  loop.when(3, READABLE, { ready: () => undefined });
  for (let file = 4; file < 20; file++) {
    const wait = loop.when(file, READABLE, { ready: () => undefined });
    loop.turn();
    loop.end(wait);
  }
  expect(new Set(polled)).toEqual(new Set([2]));
});

test('an interruption now and then is passed over, and timers fire meanwhile', () => {
  let polls = 0;
  const loop = new Loop(scriptedHost({ now: () => polls * 1e6, poll: () => (++polls % 2 === 0 ? 0 : EINTR) }));
  const fired: number[] = [];
  loop.timer(5000, () => fired.push(polls));
  while (fired.length === 0) loop.turn();
  expect(fired).toEqual([5000]);
});

test('fails when waiting does nothing but be interrupted', () => {
  let polls = 0;
  const loop = new Loop(scriptedHost({ now: () => 0, poll: () => (polls++, EINTR) }));
  loop.timer(5000, () => undefined);
  expect(() => {
    for (;;) loop.turn();
  }).toThrow(new PlatformError('EINTR', 'EINTR: interrupted system call, poll'));
  expect(polls).toBe(1001);
});
