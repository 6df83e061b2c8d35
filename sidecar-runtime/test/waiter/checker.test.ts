import { describe, expect, test } from 'vitest';
import type { Answer } from '../../src/waiter/answer.ts';
import { Canceller } from '../../src/waiter/cancel.ts';
import { createChecker } from '../../src/waiter/checker.ts';
import { gate, tryOnce } from '../support/gate.ts';
import { publish } from '../support/state.ts';
import { VirtualPlatform } from '../support/virtual-platform.ts';
import type { VirtualStream } from '../support/virtual-stream.ts';

describe.each(['tcp://127.0.0.1:80', 'unix:///run/a.sock'])('%s', (target) => {
  const place = target.startsWith('tcp') ? '127.0.0.1:80' : '/run/a.sock';

  test('is open when the connection is accepted, and leaves at once', async () => {
    const platform = new VirtualPlatform();
    let stream: VirtualStream | undefined;
    platform.hosts.set(place, () => undefined);
    const connect = platform.connect.bind(platform);
    platform.connect = async (address, cancel) => (stream = (await connect(address, cancel)) as VirtualStream);
    expect(await tryOnce(platform, target)).toEqual({ state: 'open' });
    expect(stream?.closed).toBe(true);
  });

  test('is closed when nobody answers in time', async () => {
    const platform = new VirtualPlatform();
    platform.hosts.set(place, 'black hole');
    expect(await tryOnce(platform, target, { requestTimeout: 300 })).toEqual({ state: 'closed', reason: 'no answer within 300ms' });
  });
});

test('is closed when a port refuses, or a socket is not there', async () => {
  expect(await tryOnce(new VirtualPlatform(), 'tcp://localhost:80')).toEqual({ state: 'closed', reason: 'connection refused', refused: true });
  expect(await tryOnce(new VirtualPlatform(), 'unix:///run/a.sock')).toEqual({ state: 'closed', reason: 'not found' });
});

test('knows where it runs before there is a state', async () => {
  const platform = new VirtualPlatform();
  const checker = createChecker(gate('a=started'), { platform, state: '/state', remaining: () => Infinity });
  const look = (): Promise<Answer> => platform.clock.run(checker.check(new Canceller()));
  expect(await look()).toEqual({ state: 'closed', reason: 'no state yet' });
  platform.files.broken.set('/proc/sys/kernel/random/boot_id', 'EIO');
  publish(platform, 'a', {});
  expect(await look()).toEqual({ state: 'open' });
});

test('is closed while a name is being looked up for too long', async () => {
  const platform = new VirtualPlatform();
  platform.names.set('slow', []);
  expect(await tryOnce(platform, 'tcp://slow:80')).toEqual({ state: 'closed', reason: 'no answer from a name server' });
});

test('asks HTTP over a unix socket, and TLS', async () => {
  const platform = new VirtualPlatform();
  platform.hosts.set('/run/a.sock', (connection) => {
    connection.send(connection.received.startsWith('GET /ready HTTP/1.1\r\nHost: localhost\r\n') ? 'HTTP/1.1 200 OK\r\n\r\n' : 'HTTP/1.1 400 No\r\n\r\n');
  });
  platform.hosts.set('127.0.0.1:443', (connection) => connection.send('HTTP/1.1 204 OK\r\n\r\n'));
  expect(await tryOnce(platform, 'unix:///run/a.sock:/ready')).toEqual({ state: 'open' });
  expect(await tryOnce(platform, 'https://localhost:443/')).toEqual({ state: 'open' });
  expect(platform.dialled.slice(1)).toEqual(['127.0.0.1', '::1'].map((ip) => ({ kind: 'tcp', ip, port: 443, tls: 'localhost' })));
});

test('fails when the wait is cancelled', async () => {
  const platform = new VirtualPlatform();
  platform.hosts.set('127.0.0.1:80', 'black hole');
  const cancel = new Canceller();
  const work = createChecker(gate('tcp://127.0.0.1:80'), { platform, state: '/s', remaining: () => 1 }).check(cancel);
  cancel.cancel();
  await expect(work).rejects.toMatchObject({ code: 'ECANCELED' });
});
