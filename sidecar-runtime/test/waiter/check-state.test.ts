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
  ['ended while it waited, and is not started again', { phase: 'waiting', once: true }, false, failed('ended while it waited'), failed('ended while it waited'), failed('ended while it waited')],
  ['runs', { phase: 'started' }, true, open, closed('still runs'), closed('still runs')],
  ['died without a word', { phase: 'started' }, false, open, open, failed('ended, nobody knows how')],
  ['died without a word, after it had told an exit code', { phase: 'started', exitCode: 0 }, false, closed('no state yet'), closed('no state yet'), closed('no state yet')],
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

test('a container whose record and this one know the sandbox by different signs', async () => {
  const platform = new VirtualPlatform();
  publish(platform, 'a', { networkCookie: '7' });
  expect(await tryOnce(platform, 'a=started')).toEqual(
    closed('EUNPROVEN: its record and this container know the sandbox by different signs; do not mount files over /etc/resolv.conf, /etc/hostname or /etc/hosts'),
  );
});

test('a gate in a Pod whose sandboxes can\'t be told apart fails at the first try: nothing would ever open it', async () => {
  const platform = new VirtualPlatform();
  platform.environment.set('KUBERNETES_SERVICE_HOST', '10.0.0.1');
  publish(platform, 'a', { phase: 'started' });
  expect(await tryOnce(platform, 'a=started')).toEqual(failed(
    "EUNTRUSTED: this container can't tell the sandboxes of its Pod apart: neither /etc/resolv.conf nor /etc/hostname is the container runtime's, and the cookie of the network namespace is unknown; do not mount files over both, or use the native waiter on Linux 5.14 or newer",
  ));
});

test('a record that the system can\'t read is said by the name of its error', async () => {
  const platform = new VirtualPlatform();
  platform.files.broken.set('/state/a/record.json', 'EIO');
  expect(await tryOnce(platform, 'a=started')).toEqual(closed('EIO'));
});
