import { getEventListeners } from 'node:events';
import { expect, test } from 'vitest';
import { HeldRequests } from '../src/held-requests.ts';
import { createReadiness } from '../src/readiness.ts';
import { ManualTimers } from './support/manual-timers.ts';

function setUp(limit = 10): { readiness: ReturnType<typeof createReadiness>; timers: ManualTimers; held: HeldRequests } {
  const readiness = createReadiness();
  const timers = new ManualTimers();
  return { readiness, timers, held: new HeldRequests(readiness, timers, limit) };
}

const stays = (): AbortSignal => new AbortController().signal;

test('a request is released when readiness changes', async () => {
  const { readiness, held } = setUp();
  const release = held.hold(10, stays());
  readiness.ready();
  expect(await release).toBe('changed');
});

test('a new reason is a change', async () => {
  const { readiness, held } = setUp();
  const release = held.hold(10, stays());
  readiness.notReady('parsing');
  expect(await release).toBe('changed');
});

test('a request is released when its time has passed, and not before', async () => {
  const { timers, held } = setUp();
  const release = held.hold(10, stays());
  timers.pass(9_999);
  expect(held.size).toBe(1);
  timers.pass(1);
  expect(await release).toBe('timeout');
});

test('a request is released when its client goes away', async () => {
  const { held } = setUp();
  const client = new AbortController();
  const release = held.hold(10, client.signal);
  client.abort();
  expect(await release).toBe('gone');
});

test('a client that is gone already is not held', async () => {
  const { held } = setUp();
  expect(await held.hold(10, AbortSignal.abort())).toBe('gone');
});

test.each([
  ['a change', ({ readiness }: ReturnType<typeof setUp>) => readiness.ready()],
  ['the time', ({ timers }: ReturnType<typeof setUp>) => timers.pass(10_000)],
])('nothing is left of a request that was released by %s', async (_, act) => {
  const all = setUp();
  const signal = stays();
  const release = all.held.hold(10, signal);
  act(all);
  await release;
  expect([all.held.size, all.timers.pending, getEventListeners(signal, 'abort').length]).toEqual([0, 0, 0]);
});

test('nothing is left of a thousand clients that went away', async () => {
  const { timers, held } = setUp(1000);
  const clients = Array.from({ length: 1000 }, () => new AbortController());
  const releases = clients.map(({ signal }) => held.hold(60, signal));
  expect([held.size, timers.pending]).toEqual([1000, 1000]);
  for (const client of clients) client.abort();
  expect(new Set(await Promise.all(releases))).toEqual(new Set(['gone']));
  expect([held.size, timers.pending]).toEqual([0, 0]);
});

test('there is room up to the limit', () => {
  const { held } = setUp(1);
  expect(held.hasRoom).toBe(true);
  void held.hold(10, stays());
  expect(held.hasRoom).toBe(false);
});
