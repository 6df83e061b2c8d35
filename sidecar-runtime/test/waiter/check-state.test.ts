import { expect, test } from 'vitest';
import type { Answer } from '../../src/waiter/answer.ts';
import type { StateRecord } from '../../src/waiter/record.ts';
import { tryOnce } from '../support/gate.ts';
import { publish } from '../support/state.ts';
import { VirtualPlatform } from '../support/virtual-platform.ts';

const open: Answer = { state: 'open' };
const closed = (reason: string): Answer => ({ state: 'closed', reason });
const failed = (reason: string): Answer => ({ state: 'failed', reason });

test.each<[string, Partial<StateRecord>, boolean, Answer, Answer, Answer]>([
  ['waits', { phase: 'waiting' }, true, closed('waits for its own gates'), closed('waits for its own gates'), closed('waits for its own gates')],
  ['gave up waiting', { phase: 'waiting' }, false, closed('waits for its own gates'), closed('waits for its own gates'), closed('waits for its own gates')],
  ['waits, and is not started again', { phase: 'waiting', once: true }, true, closed('waits for its own gates'), closed('waits for its own gates'), closed('waits for its own gates')],
  ['was killed while it waited, and is not started again', { phase: 'waiting', once: true }, false, closed('its command could not run, exit unknown'), open, failed('was killed while it waited')],
  ['runs', { phase: 'started' }, true, open, closed('still runs'), closed('still runs')],
  ['died without a word', { phase: 'started' }, false, open, open, failed('ended, nobody knows how')],
  ['ended with 0', { phase: 'ended', exitCode: 0, ran: true }, false, open, open, open],
  ['ended with 3', { phase: 'ended', exitCode: 3, ran: true }, false, open, open, failed('ended with exit 3')],
  ['could not run', { phase: 'ended', exitCode: 127, ran: false }, false, closed('its command could not run, exit 127'), open, failed('ended with exit 127')],
  ['could not run, and does not say why', { phase: 'ended', ran: false }, false, closed('its command could not run, exit unknown'), open, failed('ended, nobody knows how')],
])('a container that %s', async (_, record, lives, started, completed, succeeded) => {
  const platform = new VirtualPlatform();
  publish(platform, 'a', record, lives);
  expect(await tryOnce(platform, 'a=started')).toEqual(started);
  expect(await tryOnce(platform, 'a=completed')).toEqual(completed);
  expect(await tryOnce(platform, 'a=succeeded')).toEqual(succeeded);
});

test('a container that nothing is known of', async () => {
  expect(await tryOnce(new VirtualPlatform(), 'a=started')).toEqual(closed('no state yet'));
});
