import { describe, expect, test } from 'vitest';
import type { Answer } from '../../src/waiter/answer.ts';
import { Canceller } from '../../src/waiter/cancel.ts';
import { createChecker } from '../../src/waiter/checker.ts';
import type { GateOptions } from '../../src/waiter/options.ts';
import { gate, tryOnce } from '../support/gate.ts';
import { VirtualPlatform } from '../support/virtual-platform.ts';
import type { VirtualConnection, VirtualServer, VirtualStream } from '../support/virtual-stream.ts';

const TARGET = 'http://127.0.0.1:80/ready';
const STARTING = 'HTTP/1.1 503 No\r\nStartgate-Status: starting\r\n\r\n';

function serve(server: VirtualServer): VirtualPlatform {
  const platform = new VirtualPlatform();
  platform.hosts.set('127.0.0.1:80', server);
  return platform;
}

/** Tries several times; each try is answered with the next text, and told with what it asked to be held. */
async function tries(answers: readonly (string | undefined)[], remaining = Infinity): Promise<(string | undefined)[]> {
  const asked: (string | undefined)[] = [];
  const platform = serve((connection) => {
    asked.push(connection.received.split('\r\n').find((line) => line.startsWith('Prefer: ')));
    const answer = answers[asked.length - 1];
    if (answer !== undefined) connection.send(answer);
  });
  const checker = createChecker(gate(TARGET), { platform, state: '/s', remaining: () => remaining });
  for (let i = 0; i < answers.length; i++) await platform.clock.run(checker.check(new Canceller()));
  return asked;
}

describe('holding', () => {
  test('is asked for only after the other side was seen to speak our protocol', async () => {
    expect(await tries([STARTING, STARTING, STARTING])).toEqual([undefined, 'Prefer: wait=10', 'Prefer: wait=10']);
  });

  test('is never asked of a stranger', async () => {
    expect(await tries(['HTTP/1.1 503 No\r\n\r\n', 'HTTP/1.1 503 No\r\nPreference-Applied: wait=10\r\n\r\n', STARTING])).toEqual([undefined, undefined, undefined]);
  });

  test('is not asked again of one that has become a stranger', async () => {
    expect(await tries([STARTING, 'HTTP/1.1 503 No\r\n\r\n', STARTING])).toEqual([undefined, 'Prefer: wait=10', undefined]);
  });

  test('is not asked again of one that did not answer in time', async () => {
    expect(await tries([STARTING, undefined, STARTING])).toEqual([undefined, 'Prefer: wait=10', undefined]);
  });

  test('lasts no longer than the gate may still be closed', async () => {
    expect(await tries([STARTING, STARTING], 3999)).toEqual([undefined, 'Prefer: wait=3']);
    expect(await tries([STARTING, STARTING], 999)).toEqual([undefined, undefined]);
  });

  test('gives the other side its wait and the time of a request', async () => {
    let count = 0;
    const platform = serve((connection) => {
      if (count++ === 0) connection.send(STARTING);
    });
    const checker = createChecker(gate(TARGET), { platform, state: '/s', remaining: () => Infinity });
    await platform.clock.run(checker.check(new Canceller()));
    expect(await platform.clock.run(checker.check(new Canceller()))).toEqual({ state: 'closed', reason: 'no answer within 1s' });
    expect(platform.clock.now).toBe(11_000);
  });

  test('ends as soon as the answer is there', async () => {
    let count = 0;
    const platform = serve((connection) => {
      if (count++ === 0) connection.send(STARTING);
      else platform.timer(4321, () => connection.send('HTTP/1.1 200 OK\r\nStartgate-Status: ready\r\n\r\n'));
    });
    const checker = createChecker(gate(TARGET), { platform, state: '/s', remaining: () => Infinity });
    await platform.clock.run(checker.check(new Canceller()));
    expect(await platform.clock.run(checker.check(new Canceller()))).toEqual({ state: 'open', ours: true });
    expect(platform.clock.now).toBe(4321);
  });
});

describe('faults', () => {
  test.each<[string, (connection: VirtualConnection) => void, Answer]>([
    ['ends without a word', (c) => c.end(), { state: 'closed', reason: 'connection ended without an answer' }],
    ['ends in the header', (c) => { c.send('HTTP/1.1 200 OK\r\nA: '); c.end(); }, { state: 'closed', reason: 'connection ended without an answer' }],
    ['resets in the header', (c) => { c.send('HTTP/1.1 200 OK\r\n'); c.reset(); }, { state: 'closed', reason: 'connection reset' }],
    ['answers 100 only', (c) => { c.send('HTTP/1.1 100 Continue\r\n\r\n'); c.end(); }, { state: 'closed', reason: 'connection ended without an answer' }],
    ['switches protocols', (c) => c.send('HTTP/1.1 101 Switching\r\n\r\nHTTP/1.1 200 OK\r\n\r\n'), { state: 'closed', reason: 'http 101' }],
    ['speaks SSH', (c) => c.send('SSH-2.0-x\r\n'), { state: 'closed', reason: 'the answer is not HTTP/1, or its header is too long' }],
    ['accepts and is silent', () => undefined, { state: 'closed', reason: 'no answer within 1s' }],
    ['stops in the header', (c) => c.send('HTTP/1.1 200 OK\r\n'), { state: 'closed', reason: 'no answer within 1s' }],
    ['sends a body without end', (c) => { for (let i = 0; i < 100; i++) c.send(i === 0 ? 'HTTP/1.1 200 OK\r\n\r\n' : 'x'); }, { state: 'open' }],
    ['ends in the body', (c) => { c.send('HTTP/1.1 200 OK\r\nContent-Length: 9\r\n\r\nx'); c.end(); }, { state: 'open' }],
  ])('a server that %s', async (_, script, answer) => {
    expect(await tryOnce(serve(script), TARGET)).toEqual(answer);
  });

  test('a header without end, a byte every 100 ms, is given up after the time of a request', async () => {
    const platform = serve((connection) => {
      const drip = (): void => {
        connection.send('x');
        platform.timer(100, drip);
      };
      connection.send('HTTP/1.1 200 OK\r\nA: ');
      drip();
    });
    expect(await tryOnce(platform, TARGET)).toEqual({ state: 'closed', reason: 'no answer within 1s' });
    expect(platform.clock.now).toBe(1000);
  });

  test('a status of the command line opens the gate', async () => {
    const platform = serve((connection) => connection.send('HTTP/1.1 401 Unauthorized\r\n\r\n'));
    expect(await tryOnce(platform, TARGET, { statuses: [[200, 299], [401, 401]] })).toEqual({ state: 'open' });
  });

  test('sends the headers of the command line', async () => {
    const platform = serve((connection) => connection.send(connection.received.includes('\r\nX-A: b\r\n') ? 'HTTP/1.1 200 OK\r\n\r\n' : 'HTTP/1.1 400 No\r\n\r\n'));
    expect(await tryOnce(platform, TARGET, { headers: [['X-A', 'b']] })).toEqual({ state: 'open' });
  });
});

describe('the connection of a try', () => {
  const BUSY = 'HTTP/1.1 503 No\r\nContent-Length: 0\r\n\r\n';
  const READY = 'HTTP/1.1 200 OK\r\nContent-Length: 0\r\n\r\n';

  class Tries {
    readonly platform: VirtualPlatform;
    readonly cancel = new Canceller();
    /** What each connection was asked and what became of it. */
    readonly connections: VirtualStream[] = [];
    private readonly checker;

    constructor(server: VirtualServer, options: Partial<GateOptions> = {}) {
      this.platform = serve(server);
      const connect = this.platform.connect.bind(this.platform);
      this.platform.connect = async (address, cancel) => {
        const stream = (await connect(address, cancel)) as VirtualStream;
        this.connections.push(stream);
        return stream;
      };
      this.checker = createChecker(gate(TARGET, options), { platform: this.platform, state: '/s', remaining: () => Infinity });
    }

    check(): Promise<Answer> {
      return this.platform.clock.run(this.checker.check(this.cancel));
    }

    async repeat(): Promise<void> {
      await this.platform.clock.run(this.checker.repeat?.(() => this.pause()) ?? Promise.resolve());
    }

    get requests(): readonly number[] {
      return this.connections.map(({ received }) => received.split('GET ').length - 1);
    }

    private pause(): Promise<void> {
      return new Promise((resolve) => {
        const stop = this.platform.timer(100, resolve);
        this.cancel.onCancel(() => {
          stop();
          resolve();
        });
      });
    }
  }

  test('is asked again for a second, then a new one is', async () => {
    const tries = new Tries((connection) => connection.send(BUSY));
    for (let i = 0; i < 2; i++) {
      await tries.check();
      await tries.repeat();
    }
    expect([tries.requests, tries.platform.clock.now]).toEqual([[11, 11], 2000]);
  });

  test('is asked again for no longer than a request may take', async () => {
    const tries = new Tries((connection) => connection.send(BUSY), { requestTimeout: 250 });
    await tries.check();
    await tries.repeat();
    expect([tries.requests, tries.platform.clock.now]).toEqual([[4], 300]);
  });

  test('is closed when the gate is open', async () => {
    const tries = new Tries((connection) => connection.send(READY));
    await tries.check();
    expect(tries.connections.map(({ closed }) => closed)).toEqual([true]);
  });

  test('is closed when a sidecar of ours has answered, which is asked to hold its next answer over one of its own', async () => {
    const tries = new Tries((connection) => connection.send('HTTP/1.1 503 No\r\nStartgate-Status: starting\r\nContent-Length: 0\r\n\r\n'));
    await tries.check();
    await tries.repeat();
    await tries.check();
    expect([tries.requests, tries.connections.map(({ closed }) => closed)]).toEqual([[1, 1], [true, true]]);
    expect(tries.connections[1]?.received).toContain('\r\nConnection: close\r\nPrefer: wait=10\r\n');
  });

  test('is closed by the next try', async () => {
    const tries = new Tries((connection) => connection.send(BUSY));
    await tries.check();
    await tries.check();
    expect([tries.requests, tries.connections[0]?.closed]).toEqual([[1, 1], true]);
  });

  test('is closed after a second that nobody asks over it', async () => {
    const tries = new Tries((connection) => connection.send(BUSY));
    await tries.check();
    await tries.platform.clock.advance(999);
    const before = tries.connections[0]?.closed;
    await tries.platform.clock.advance(1);
    expect([before, tries.connections[0]?.closed]).toEqual([false, true]);
  });

  test('is not kept where an answer takes longer than it would be: a second request would never be answered', async () => {
    const tries = new Tries((connection) => tries.platform.timer(1000, () => connection.send(BUSY)), { requestTimeout: 5000 });
    await tries.check();
    await tries.repeat();
    expect([tries.requests, tries.connections[0]?.closed, tries.platform.clock.now]).toEqual([[1], true, 1000]);
  });

  test('is closed when the wait ends', async () => {
    const tries = new Tries((connection) => connection.send(BUSY));
    await tries.check();
    tries.platform.timer(250, () => tries.cancel.cancel());
    await tries.repeat();
    expect([tries.connections[0]?.closed, tries.platform.clock.now, tries.platform.clock.pending]).toEqual([true, 250, 0]);
  });

  test('is not kept for a second where it could not be asked again, as each time costs', async () => {
    const tries = new Tries((connection) => {
      connection.send(BUSY);
      connection.end();
    });
    const kept: boolean[] = [];
    for (let i = 0; i < 12; i++) {
      await tries.check();
      kept.push(tries.connections.at(-1)?.closed === false);
      await tries.repeat();
      await tries.platform.clock.advance(100);
    }
    expect([kept.indexOf(true, 1), kept.filter(Boolean).length]).toEqual([10, 2]);
  });

  test('tells nothing of a server that answers with a status of the command line now: a new one does', async () => {
    let count = 0;
    const tries = new Tries((connection) => connection.send(++count < 3 ? BUSY : BUSY.replace('503', '401')), { statuses: [[401, 401]] });
    await tries.check();
    await tries.repeat();
    expect([count, await tries.check()]).toEqual([3, { state: 'open' }]);
  });

  test('tells nothing of a server that is ready now: a new one does', async () => {
    let count = 0;
    const tries = new Tries((connection) => connection.send(++count === 3 ? READY : BUSY));
    await tries.check();
    await tries.repeat();
    expect([count, await tries.check()]).toEqual([3, { state: 'closed', reason: 'http 503' }]);
  });
});
