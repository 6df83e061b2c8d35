import { describe, expect, test } from 'vitest';
import { PlatformError } from '../../src/platform/platform.ts';
import { Canceller, Deadline } from '../../src/waiter/cancel.ts';
import { HttpAnswerReader } from '../../src/waiter/http-answer.ts';
import { KeptConnection } from '../../src/waiter/kept-connection.ts';
import { VirtualPlatform } from '../support/virtual-platform.ts';
import { bytesOf, VirtualStream, type VirtualConnection } from '../support/virtual-stream.ts';

const BUSY = 'HTTP/1.1 503 No\r\nDate: 12:00:00\r\nContent-Length: 4\r\n\r\nbusy';
const LATER = BUSY.replace('12:00:00', '12:00:01');
const REQUEST = bytesOf('GET / HTTP/1.1\r\n\r\n');
/** Milliseconds between two requests, and how long the connection is kept. */
const APART = 100;
const KEPT = 1000;

type Script = string | ((connection: VirtualConnection, platform: VirtualPlatform) => void);

/** A connection on which `first` was answered, and then each request with the next of the scripts; none is silence. */
class Kept {
  readonly platform = new VirtualPlatform();
  readonly stream: VirtualStream;
  readonly connection: KeptConnection;
  requests = 0;

  constructor(first: string, ...scripts: readonly Script[]) {
    const deadline = new Deadline(this.platform, KEPT, new Canceller());
    this.stream = new VirtualStream((connection) => {
      const script = scripts[this.requests++];
      if (typeof script === 'string') connection.send(script);
      else script?.(connection, this.platform);
    }, deadline);
    const reader = new HttpAnswerReader();
    reader.push(bytesOf(first));
    this.connection = new KeptConnection(this.stream, deadline, reader, 'http 503');
  }

  /** How many requests there were, and how many milliseconds it took. */
  async repeat(): Promise<[requests: number, took: number]> {
    const pause = (): Promise<void> => new Promise((resolve) => void this.platform.timer(APART, resolve));
    this.answered = await this.platform.clock.run(this.connection.repeat(REQUEST, pause));
    expect([this.stream.closed, this.platform.clock.pending]).toEqual([true, 0]);
    return [this.requests, this.platform.clock.now];
  }

  answered: boolean | undefined;
}

describe('is asked again', () => {
  test('a pause apart as long as the answer is the same, until its time is over', async () => {
    expect(await new Kept(BUSY, ...Array<string>(99).fill(BUSY)).repeat()).toEqual([10, KEPT]);
  });

  test('when only the date of the answer is another one', async () => {
    expect(await new Kept(BUSY, BUSY, LATER, LATER, 'x').repeat()).toEqual([4, 3 * APART]);
  });

  test('when its answer comes in pieces', async () => {
    const pieces: Script = (connection) => [...BUSY].forEach((piece) => connection.send(piece));
    expect(await new Kept(BUSY, pieces, pieces, 'x').repeat()).toEqual([3, 2 * APART]);
  });

  test('when the body of its first answer came later', async () => {
    const kept = new Kept(BUSY.slice(0, -4), BUSY, 'x');
    for (const piece of 'busy') kept.stream.send(piece);
    expect(await kept.repeat()).toEqual([2, APART]);
  });

  test('when each answer has chunks', async () => {
    const chunks = 'HTTP/1.1 503 No\r\nTransfer-Encoding: chunked\r\n\r\n4\r\nbusy\r\n0\r\n\r\n';
    expect(await new Kept(chunks, chunks, 'x').repeat()).toEqual([2, APART]);
  });
});

describe('says nothing but that the answer may be another one now', () => {
  test.each<[string, Script]>([
    ['ready', 'HTTP/1.1 200 OK\r\nContent-Length: 0\r\n\r\n'],
    ['another status', 'HTTP/1.1 404 No\r\nContent-Length: 0\r\n\r\n'],
    ['a sidecar that starts', 'HTTP/1.1 503 No\r\nStartgate-Status: starting\r\nContent-Length: 0\r\n\r\n'],
    ['a sidecar that has failed', 'HTTP/1.1 503 No\r\nStartgate-Status: failed\r\nContent-Length: 0\r\n\r\n'],
    ['garbage', 'SSH-2.0-x\r\n'],
    ['an end', (connection) => connection.end()],
    ['a reset', (connection) => connection.reset()],
    ['an end in the header', (connection) => { connection.send(BUSY.slice(0, 20)); connection.end(); }],
    ['a reset in the header', (connection) => { connection.send(BUSY.slice(0, 20)); connection.reset(); }],
    ['an end in the body', (connection) => { connection.send(LATER.slice(0, -1)); connection.end(); }],
    ['a body without end', (connection) => { for (let i = 0; i < 17; i++) connection.send(i === 0 ? `${LATER.slice(0, -4)}x` : 'x'.repeat(1024)); }],
  ])('after %s', async (_, script) => {
    expect(await new Kept(BUSY, BUSY, script, BUSY).repeat()).toEqual([2, APART]);
  });

  test.each<[string, Script]>([
    ['silence', () => undefined],
    ['a header that stops', BUSY.slice(0, 20)],
    ['a body that stops', LATER.slice(0, -1)],
  ])('after %s, when its time is over', async (_, script) => {
    expect(await new Kept(BUSY, BUSY, script).repeat()).toEqual([2, KEPT]);
  });
});

describe('is not asked', () => {
  test.each<[string, string]>([
    ['is longer than it says', `${BUSY}H`],
    ['is shorter than it says', BUSY.slice(0, -1)],
    ['ends the connection', BUSY.replace('Date', 'Connection: close\r\nDate')],
    ['does not say how long it is', 'HTTP/1.1 503 No\r\n\r\n'],
  ])('where the first answer %s', async (_, first) => {
    expect(await new Kept(first, BUSY).repeat()).toEqual([0, 0]);
  });

  test.each<[string, (stream: VirtualStream) => void]>([
    ['an answer came before the request', (stream) => stream.send('HTTP/1.1 200 OK\r\nContent-Length: 0\r\n\r\n')],
    ['the same answer came before the request', (stream) => stream.send(BUSY)],
    ['the other side has ended it', (stream) => stream.end()],
    ['the other side has reset it', (stream) => stream.reset()],
    ['more came than is read of an answer', (stream) => stream.send('x'.repeat(20_000))],
  ])('where %s', async (_, happens) => {
    const kept = new Kept(BUSY, BUSY);
    happens(kept.stream);
    expect(await kept.repeat()).toEqual([0, 0]);
  });

  test('again where an answer came in the pause', async () => {
    const early: Script = (connection, platform) => {
      connection.send(BUSY);
      platform.timer(APART / 2, () => connection.send('HTTP/1.1 200 OK\r\nContent-Length: 0\r\n\r\n'));
    };
    expect(await new Kept(BUSY, early, BUSY).repeat()).toEqual([1, APART]);
  });

  test('where it takes no request', async () => {
    const kept = new Kept(BUSY, BUSY);
    kept.stream.write = () => Promise.reject(new PlatformError('EPIPE', 'broken pipe'));
    expect(await kept.repeat()).toEqual([0, 0]);
  });
});

test.each<[string, readonly Script[], boolean]>([
  ['no answer', ['x'], false],
  ['the same answer once', [BUSY, 'x'], true],
])('tells whether it was of use: %s', async (_, scripts, answered) => {
  const kept = new Kept(BUSY, ...scripts);
  await kept.repeat();
  expect(kept.answered).toBe(answered);
});

test('has no bytes unread when it is closed, or it would be reset', () => {
  const kept = new Kept(BUSY.slice(0, -4));
  kept.stream.send('busy');
  kept.connection.end();
  expect([kept.stream.readNow(), kept.stream.closed]).toEqual([undefined, true]);
});

test('fails for a reason of our own', async () => {
  const kept = new Kept(BUSY, BUSY);
  kept.stream.read = () => Promise.reject(new TypeError('a bug'));
  await expect(kept.repeat()).rejects.toEqual(new TypeError('a bug'));
});
