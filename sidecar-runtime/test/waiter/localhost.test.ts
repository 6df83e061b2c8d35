import { describe, expect, test } from 'vitest';
import type { Answer } from '../../src/waiter/answer.ts';
import { Canceller } from '../../src/waiter/cancel.ts';
import { createChecker } from '../../src/waiter/checker.ts';
import { LOOPBACK } from '../../src/waiter/localhost.ts';
import { gate, tryOnce } from '../support/gate.ts';
import { VirtualPlatform, type VirtualHost } from '../support/virtual-platform.ts';

const REFUSED = { error: 'ECONNREFUSED' };
const says = (text: string): VirtualHost => (connection) => connection.send(text);
const READY = says('HTTP/1.1 200 OK\r\n\r\n');
const BUSY = says('HTTP/1.1 503 No\r\n\r\n');
const OUR_READY = says('HTTP/1.1 200 OK\r\nStartgate-Status: ready\r\n\r\n');
const OUR_STARTING = says('HTTP/1.1 503 No\r\nStartgate-Status: starting\r\n\r\n');
const OUR_FAILED = says('HTTP/1.1 503 No\r\nStartgate-Status: failed\r\n\r\n');

function pod(ipv4: VirtualHost, ipv6: VirtualHost): VirtualPlatform {
  const platform = new VirtualPlatform();
  platform.hosts.set('127.0.0.1:80', ipv4).set('::1:80', ipv6);
  return platform;
}

const NAME_ONE = 'name one of them in place of localhost';

describe('http', () => {
  test.each<[string, VirtualHost, VirtualHost, string]>([
    ['ready, refused', READY, REFUSED, 'open'],
    ['refused, ready', REFUSED, READY, 'open'],
    ['ready, no IPv6', READY, { error: 'EADDRNOTAVAIL' }, 'open'],
    ['ready, no network', READY, { error: 'ENETUNREACH' }, 'open'],
    ['ready, ready', READY, READY, 'open'],
    ['refused, refused', REFUSED, REFUSED, 'connection refused'],
    ['busy, refused', BUSY, REFUSED, 'http 503'],
    ['refused, busy', REFUSED, BUSY, 'http 503'],
    ['busy, silent', BUSY, 'black hole', 'http 503'],
    ['ready, busy', READY, BUSY, `127.0.0.1 is open, [::1] is not (http 503): ${NAME_ONE}`],
    ['busy, ready', BUSY, READY, `[::1] is open, 127.0.0.1 is not (http 503): ${NAME_ONE}`],
    ['ready, silent', READY, 'black hole', `127.0.0.1 is open, [::1] is not (no answer within 1s): ${NAME_ONE}`],
    ['ready, unreachable', READY, { error: 'EHOSTUNREACH' }, `127.0.0.1 is open, [::1] is not (host unreachable): ${NAME_ONE}`],
    ['our starting, ready', OUR_STARTING, READY, 'http 503'],
    ['ready, our starting', READY, OUR_STARTING, 'http 503'],
    ['busy, our ready', BUSY, OUR_READY, 'open'],
    ['our ready, silent', OUR_READY, 'black hole', 'open'],
    ['our ready, our starting', OUR_READY, OUR_STARTING, 'http 503'],
    ['our ready, our ready', OUR_READY, OUR_READY, 'open'],
    ['ready, our failed', READY, OUR_FAILED, 'failed: http 503'],
    ['our starting, our failed', OUR_STARTING, OUR_FAILED, 'failed: http 503'],
  ])('%s', async (_, ipv4, ipv6, expected) => {
    const answer = await tryOnce(pod(ipv4, ipv6), 'http://localhost:80/');
    expect(answer.state === 'open' ? 'open' : `${answer.state === 'failed' ? 'failed: ' : ''}${answer.reason}`).toBe(expected);
  });

  test('a port on which nobody listens yet is marked as such, so that it is asked more often', async () => {
    const answer = await tryOnce(pod(REFUSED, { error: 'EAFNOSUPPORT' }), 'http://localhost:80/');
    expect(answer).toEqual({ state: 'closed', reason: 'connection refused', refused: true });
  });

  test('both have the whole time of a request, and the try ends with it', async () => {
    const platform = pod('black hole', 'black hole');
    expect(await tryOnce(platform, 'http://localhost:80/')).toEqual({ state: 'closed', reason: 'no answer within 1s' });
    expect(platform.clock.now).toBe(1000);
  });
});

describe('another server that listens while our sidecar restarts', () => {
  async function tries(...pods: readonly (readonly [VirtualHost, VirtualHost])[]): Promise<readonly Answer[]> {
    const platform = new VirtualPlatform();
    const checker = createChecker(gate('http://localhost:80/'), { platform, state: '/s', remaining: () => Infinity });
    const answers: Answer[] = [];
    for (const [ipv4, ipv6] of pods) {
      platform.hosts.set('127.0.0.1:80', ipv4).set('::1:80', ipv6);
      answers.push(await platform.clock.run(checker.check(new Canceller())));
    }
    return answers;
  }

  const STRANGER = { state: 'closed', reason: 'the sidecar that answered before does not, and another server does' };

  test.each<[string, VirtualHost, VirtualHost]>([
    ['on the other address', REFUSED, READY],
    ['on its own address', READY, REFUSED],
    ['on both', READY, READY],
  ])('opens no gate %s', async (_, ipv4, ipv6) => {
    expect((await tries([OUR_STARTING, REFUSED], [ipv4, ipv6]))[1]).toEqual(STRANGER);
  });

  test('is of no matter once the sidecar answers again', async () => {
    const answers = await tries([OUR_STARTING, REFUSED], [REFUSED, READY], [OUR_READY, READY]);
    expect(answers.map(({ state }) => state)).toEqual(['closed', 'closed', 'open']);
  });
});

describe('between two tries', () => {
  const KEPT_BUSY: VirtualHost = (connection) => connection.send('HTTP/1.1 503 No\r\nContent-Length: 0\r\n\r\n');

  /** How often each address is asked in a try and a second of asking again, a tenth of a second apart. */
  async function asked(ipv4: VirtualHost, ipv6: VirtualHost): Promise<[ipv4: number, ipv6: number]> {
    const platform = pod(REFUSED, REFUSED);
    const counts: [number, number] = [0, 0];
    for (const [index, host] of [ipv4, ipv6].entries()) {
      if (typeof host !== 'function') continue;
      platform.hosts.set(`${LOOPBACK[index] as string}:80`, (connection, written) => {
        counts[index as 0 | 1]++;
        host(connection, written);
      });
    }
    const checker = createChecker(gate('http://localhost:80/'), { platform, state: '/s', remaining: () => Infinity });
    await platform.clock.run(checker.check(new Canceller()));
    await platform.clock.run(checker.repeat?.(() => new Promise((resolve) => void platform.timer(100, resolve))) ?? Promise.resolve());
    await platform.clock.advance(1);
    expect(platform.clock.pending).toBe(0);
    return counts;
  }

  test.each<[string, VirtualHost, VirtualHost, [number, number]]>([
    ['a stranger that is not ready is asked, not the address that refused', KEPT_BUSY, REFUSED, [11, 0]],
    ['nor the one that refused before it', REFUSED, KEPT_BUSY, [0, 11]],
    ['of two that are not ready one is asked', KEPT_BUSY, KEPT_BUSY, [11, 1]],
    ['the one that is not ready is asked, not the one that is', READY, KEPT_BUSY, [1, 11]],
    ['nobody is asked where a sidecar of ours has answered', KEPT_BUSY, OUR_STARTING, [1, 1]],
  ])('%s', async (_, ipv4, ipv6, counts) => {
    expect(await asked(ipv4, ipv6)).toEqual(counts);
  });
});

describe('tcp', () => {
  const accepts: VirtualHost = () => undefined;

  test.each<[string, VirtualHost, VirtualHost, string]>([
    ['accepts, refused', accepts, REFUSED, 'open'],
    ['refused, accepts', REFUSED, accepts, 'open'],
    ['accepts, accepts', accepts, accepts, 'open'],
    ['accepts, silent', accepts, 'black hole', 'closed'],
  ])('%s', async (_, ipv4, ipv6, state) => {
    expect((await tryOnce(pod(ipv4, ipv6), 'tcp://LOCALHOST:80')).state).toBe(state);
  });
});

test.each(['127.0.0.1', '[::1]'])('a target that names %s asks that server alone', async (host) => {
  const platform = pod(READY, READY);
  expect(await tryOnce(platform, `http://${host}:80/`)).toEqual({ state: 'open' });
  expect(platform.dialled).toEqual([{ kind: 'tcp', ip: host === '[::1]' ? '::1' : host, port: 80 }]);
});

test('fails when the wait is cancelled', async () => {
  const platform = pod('black hole', 'black hole');
  const cancel = new Canceller();
  const work = createChecker(gate('http://localhost:80/'), { platform, state: '/s', remaining: () => 1 }).check(cancel);
  cancel.cancel();
  await expect(work).rejects.toMatchObject({ code: 'ECANCELED' });
});
