import { expect, test } from 'vitest';
import { HeldRequests } from '../../src/server/held-requests.ts';
import { createReadiness, type Readiness } from '../../src/server/readiness.ts';
import { ManualTimers } from '../support/manual-timers.ts';

interface SetUp {
  readonly readiness: Readiness;
  readonly timers: ManualTimers;
  readonly held: HeldRequests;
  /** How often a request was answered. */
  readonly answered: () => number;
  readonly hold: () => () => void;
}

function setUp(limit = 10): SetUp {
  const readiness = createReadiness();
  const timers = new ManualTimers();
  const held = new HeldRequests(readiness, timers, limit);
  let answers = 0;
  return { readiness, timers, held, answered: () => answers, hold: () => held.hold(10, () => answers++) };
}

test('a request is answered when readiness changes, before anything else happens', () => {
  const { readiness, hold, answered } = setUp();
  hold();
  readiness.ready();
  expect(answered()).toBe(1);
});

test('a new reason is a change', () => {
  const { readiness, hold, answered } = setUp();
  hold();
  readiness.notReady('parsing');
  expect(answered()).toBe(1);
});

test('twenty requests are answered at once, and the others by and by, so that new requests have their turn', async () => {
  const { readiness, held } = setUp(1000);
  const order: string[] = [];
  for (let index = 0; index < 50; index++) held.hold(10, () => order.push('held'));
  readiness.ready();
  setImmediate(() => order.push('new'));
  expect([order.length, held.size]).toEqual([20, 30]);
  await new Promise((resolve) => setImmediate(() => setImmediate(() => setImmediate(resolve))));
  expect([order.indexOf('new'), order.length, held.size]).toEqual([40, 51, 0]);
});

test('a request is answered when its time has passed, and not before', () => {
  const { timers, hold, answered } = setUp();
  hold();
  timers.pass(9_999);
  expect(answered()).toBe(0);
  timers.pass(1);
  expect(answered()).toBe(1);
});

test('a request is answered once', () => {
  const { readiness, timers, hold, answered } = setUp();
  hold();
  readiness.ready();
  readiness.notReady('parsing');
  timers.pass(10_000);
  expect(answered()).toBe(1);
});

test('a request that was taken back is not answered', () => {
  const { readiness, timers, hold, answered } = setUp();
  hold()();
  readiness.ready();
  timers.pass(10_000);
  expect(answered()).toBe(0);
});

test.each([
  ['a change', ({ readiness }: SetUp) => readiness.ready()],
  ['the time', ({ timers }: SetUp) => timers.pass(10_000)],
])('nothing is left of a request that was answered by %s', (_, act) => {
  const all = setUp();
  all.hold();
  act(all);
  expect([all.held.size, all.timers.pending]).toEqual([0, 0]);
});

test('nothing is left of a thousand clients that went away', () => {
  const { timers, held, hold } = setUp(1000);
  const goes = Array.from({ length: 1000 }, hold);
  expect([held.size, timers.pending]).toEqual([1000, 1000]);
  for (const go of goes) go();
  expect([held.size, timers.pending]).toEqual([0, 0]);
});

test('there is room up to the limit', () => {
  const { held, hold } = setUp(1);
  expect(held.hasRoom).toBe(true);
  hold();
  expect(held.hasRoom).toBe(false);
});
