import { describe, expect, test } from 'vitest';
import type { WaitResult } from '../../src/waiter/wait.ts';
import { gate } from '../support/gate.ts';
import { publish } from '../support/state.ts';
import type { VirtualServer } from '../support/virtual-stream.ts';
import { lateness, REFUSED, Waiting } from '../support/waiting.ts';

describe('one gate', () => {
  test('is tried at once', async () => {
    const waiting = new Waiting();
    waiting.platform.hosts.set('10.0.0.1:1', () => undefined);
    expect(await waiting.wait(gate('tcp://10.0.0.1:1'))).toEqual({ kind: 'open', waitedMs: 0, last: { event: 'open', target: 'tcp://10.0.0.1:1' } });
    expect(waiting.tries).toBe(1);
  });

  test.each([95, 1000, 7000, 30_000])('whose server is ready after %d ms is late by at most a sixtieth of it, or 10 ms', async (after) => {
    const waiting = new Waiting();
    waiting.answers('10.0.0.1:1', 503);
    waiting.platform.timer(after, () => waiting.answers('10.0.0.1:1', 200));
    expect(lateness(await waiting.wait(gate('http://10.0.0.1:1/ready')), after)).toBeLessThanOrEqual(Math.max(10, after / 60));
  });

  test.each([95, 1000, 7000, 30_000])('whose server listens after %d ms is late by at most 0.5 %% of it, or 10 ms', async (after) => {
    const waiting = new Waiting();
    waiting.accepts('10.0.0.1:1', after);
    expect(lateness(await waiting.wait(gate('tcp://10.0.0.1:1')), after)).toBeLessThanOrEqual(Math.max(10, after / 200));
  });

  test('is tried about 440 times in a minute while it answers', async () => {
    const waiting = new Waiting();
    waiting.answers('10.0.0.1:1', 503);
    await waiting.wait(gate('http://10.0.0.1:1/ready'));
    expect(waiting.tries).toBe(435);
  });

  test('is tried about 900 times in a minute while nobody listens', async () => {
    const waiting = new Waiting();
    await waiting.wait(gate('tcp://10.0.0.1:1'));
    expect(waiting.tries).toBe(886);
  });

  test('is tried at least every --max-interval', async () => {
    const waiting = new Waiting();
    await waiting.wait(gate('tcp://10.0.0.1:1', { maxInterval: 10, timeout: 10_000 }));
    expect(waiting.tries).toBe(1000);
  });

  test('is tried every --interval, from the first try on', async () => {
    const waiting = new Waiting();
    waiting.answers('10.0.0.1:1', 503);
    await waiting.wait(gate('http://10.0.0.1:1/ready', { interval: 5000, maxInterval: 10 }));
    expect(waiting.tries).toBe(12);
  });

  test('is tried every --interval while nobody listens, too', async () => {
    const waiting = new Waiting();
    await waiting.wait(gate('tcp://10.0.0.1:1', { interval: 5000 }));
    expect(waiting.tries).toBe(12);
  });

  test('is tried again at once after a try that took long', async () => {
    const waiting = new Waiting();
    waiting.platform.hosts.set('10.0.0.1:1', 'black hole');
    await waiting.wait(gate('tcp://10.0.0.1:1', { timeout: 5500 }));
    expect([waiting.tries, waiting.platform.clock.now]).toEqual([6, 5500]);
  });
});

describe('a server that keeps its connections', () => {
  const answer = (status: number, more = ''): string => `HTTP/1.1 ${status} Said\r\n${more}Content-Length: 0\r\n\r\n`;
  const RESET: VirtualServer = (connection) => connection.reset();

  /** What listens answers; what was accepted goes on as it began. */
  class Server {
    readonly waiting = new Waiting();
    requests = 0;

    listen(status: number, of = '10.0.0.1:1'): void {
      this.waiting.platform.hosts.set(of, (connection) => {
        this.requests++;
        connection.send(answer(status));
      });
    }

    after(milliseconds: number, happens: () => void): void {
      this.waiting.platform.timer(milliseconds, happens);
    }

    wait(): Promise<WaitResult> {
      return this.waiting.wait(gate('http://10.0.0.1:1/ready', { timeout: 15_000 }));
    }
  }

  test('is asked as often as any other, over a connection a second', async () => {
    const server = new Server();
    server.listen(503);
    await server.wait();
    expect([server.requests, server.waiting.tries]).toEqual([255, 14]);
  });

  test.each([95, 1000, 7000, 14_000])('and is ready after %d ms is seen as soon as any other', async (after) => {
    const server = new Server();
    let status = 503;
    server.waiting.platform.hosts.set('10.0.0.1:1', (connection) => connection.send(answer(status)));
    server.after(after, () => void (status = 200));
    expect(lateness(await server.wait(), after)).toBeLessThanOrEqual(Math.max(10, after / 60));
  });

  test('opens no gate over a connection that was accepted by what listens no more', async () => {
    const server = new Server();
    let status = 503;
    server.waiting.platform.hosts.set('10.0.0.1:1', (connection) => connection.send(answer(status)));
    server.after(5000, () => {
      server.waiting.platform.hosts.delete('10.0.0.1:1');
      status = 200;
    });
    expect(await server.wait()).toMatchObject({ kind: 'closed', events: [{ reason: REFUSED }] });
  });

  test('fails no gate over a connection that was accepted by what listens no more', async () => {
    const server = new Server();
    let failed = false;
    server.waiting.platform.hosts.set('10.0.0.1:1', (connection) => connection.send(answer(503, failed ? 'Startgate-Status: failed\r\n' : '')));
    server.after(5000, () => {
      failed = true;
      server.listen(503);
    });
    expect(await server.wait()).toMatchObject({ kind: 'closed', events: [{ event: 'timeout', reason: 'http 503' }] });
  });

  test('keeps no gate closed for longer than a second when another one listens now', async () => {
    const server = new Server();
    server.listen(503);
    server.after(5000, () => server.listen(200));
    expect(lateness(await server.wait(), 5000)).toBeLessThanOrEqual(1000);
  });

  test('is asked over a new connection at once when it ends the one it had', async () => {
    const server = new Server();
    server.listen(503);
    server.after(5000, () => {
      for (const connection of server.waiting.connections) connection.end();
      server.listen(200);
    });
    expect(lateness(await server.wait(), 5000)).toBeLessThanOrEqual(100);
  });

  test('is asked over a new connection at once when it resets the one it had', async () => {
    const server = new Server();
    let restarted = false;
    server.waiting.platform.hosts.set('10.0.0.1:1', (connection, written) => (restarted ? RESET(connection, written) : connection.send(answer(503))));
    server.after(5000, () => {
      restarted = true;
      server.listen(200);
    });
    expect(lateness(await server.wait(), 5000)).toBeLessThanOrEqual(100);
  });

  test('is said to be closed every ten seconds, too', async () => {
    const server = new Server();
    server.listen(503);
    await server.wait();
    expect(server.waiting.events.map(([at]) => Math.floor(at / 1000))).toEqual([0, 10, 15]);
  });
});

describe('a file', () => {
  test('in a directory that is watched is looked at once a second', async () => {
    const waiting = new Waiting();
    waiting.platform.files.directory('/run');
    let looks = 0;
    const status = waiting.platform.files.status.bind(waiting.platform.files);
    waiting.platform.files.status = (path) => {
      if (path === '/run/ready') looks++;
      return status(path);
    };
    await waiting.wait(gate('file:///run/ready', { timeout: 15_000 }));
    expect(looks).toBe(15);
  });

  test('is seen as soon as it comes, also into a directory that was not there', async () => {
    const waiting = new Waiting();
    waiting.platform.files.directory('/run');
    waiting.platform.timer(5100, () => {
      waiting.platform.files.directory('/run/x');
      waiting.platform.files.file('/run/x/ready', '');
    });
    expect(await waiting.wait(gate('file:///run/x/ready'))).toMatchObject({ kind: 'open', waitedMs: 5100 });
  });

  test('that comes without a change being told is seen within a second', async () => {
    const waiting = new Waiting();
    waiting.platform.files.directory('/run');
    waiting.platform.watch = () => () => undefined;
    waiting.platform.timer(5100, () => waiting.platform.files.file('/run/ready', ''));
    expect(await waiting.wait(gate('file:///run/ready'))).toMatchObject({ kind: 'open', waitedMs: 6000 });
  });

  test('is looked at every --max-interval where that is given', async () => {
    const waiting = new Waiting();
    waiting.platform.files.directory('/run');
    waiting.platform.watch = () => () => undefined;
    waiting.platform.timer(5101, () => waiting.platform.files.file('/run/ready', ''));
    expect(await waiting.wait(gate('file:///run/ready', { maxInterval: 50 }))).toMatchObject({ kind: 'open', waitedMs: 5150 });
  });

  test('is looked at every --interval where that is given, and at every change', async () => {
    const waiting = new Waiting();
    waiting.platform.files.directory('/run');
    waiting.platform.timer(5101, () => waiting.platform.files.file('/run/ready', ''));
    expect(await waiting.wait(gate('file:///run/ready', { interval: 20_000 }))).toMatchObject({ kind: 'open', waitedMs: 5101 });
  });

  test('in a directory that can not be watched is looked at as often as a server is asked', async () => {
    const waiting = new Waiting();
    waiting.platform.files.directory('/run');
    waiting.platform.files.broken.set('watch /run', 'ENOSPC');
    waiting.platform.timer(1000, () => waiting.platform.files.file('/run/ready', ''));
    expect(lateness(await waiting.wait(gate('file:///run/ready')), 1000)).toBeLessThanOrEqual(20);
  });
});

test('a socket is tried as often as a server is asked, whatever is told of its directory', async () => {
  const waiting = new Waiting();
  waiting.platform.files.directory('/run');
  waiting.platform.timer(1000, () => waiting.platform.hosts.set('/run/a.sock', () => undefined));
  expect(lateness(await waiting.wait(gate('unix:///run/a.sock')), 1000)).toBeLessThanOrEqual(20);
});

describe('frozen past its timeout', () => {
  /** The process stands still from 300 ms on, and goes on after 70 s; the timeout is 60 s. */
  function frozen(waiting: Waiting, meanwhile: () => void): void {
    waiting.platform.timer(300, () => {
      meanwhile();
      waiting.platform.clock.now = 70_000;
    });
  }

  const givenUp = (reason: string): object => ({ kind: 'closed', events: [{ event: 'timeout', reason }] });

  test('a gate that opened meanwhile is open', async () => {
    const waiting = new Waiting();
    frozen(waiting, () => waiting.accepts('10.0.0.1:1', 0));
    expect(await waiting.wait(gate('tcp://10.0.0.1:1'))).toMatchObject({ kind: 'open', waitedMs: 70_000 });
  });

  test('in the middle of a try, a gate that opened meanwhile is open', async () => {
    const waiting = new Waiting();
    waiting.platform.hosts.set('10.0.0.1:1', 'black hole');
    frozen(waiting, () => waiting.answers('10.0.0.1:1', 200));
    expect(await waiting.wait(gate('http://10.0.0.1:1/'))).toMatchObject({ kind: 'open', waitedMs: 70_000 });
  });

  test('a gate that is closed is given up after one look, for what that saw', async () => {
    const waiting = new Waiting();
    let tries = 0;
    frozen(waiting, () => {
      tries = waiting.tries;
      waiting.answers('10.0.0.1:1', 503);
    });
    expect(await waiting.wait(gate('http://10.0.0.1:1/'))).toMatchObject(givenUp('http 503'));
    expect([waiting.tries - tries, waiting.platform.clock.now]).toEqual([1, 70_000]);
  });

  test('a gate that is silent is given up after the time of one request', async () => {
    const waiting = new Waiting();
    frozen(waiting, () => waiting.platform.hosts.set('10.0.0.1:1', 'black hole'));
    expect(await waiting.wait(gate('http://10.0.0.1:1/'))).toMatchObject(givenUp('no answer within 1s'));
    expect(waiting.platform.clock.now).toBe(71_000);
  });

  test('a sidecar that is not ready is not asked to hold its answer any more', async () => {
    const waiting = new Waiting();
    const asked: boolean[] = [];
    waiting.platform.hosts.set('10.0.0.1:1', (connection) => {
      asked.push(connection.received.includes('Prefer:'));
      if (asked.length !== 2) connection.send('HTTP/1.1 503 No\r\nStartgate-Status: starting\r\n\r\n');
    });
    frozen(waiting, () => undefined);
    expect(await waiting.wait(gate('http://10.0.0.1:1/'))).toMatchObject(givenUp('http 503'));
    expect([asked, waiting.platform.clock.now]).toEqual([[false, true, false], 70_000]);
  });

  test('a signal ends the last look', async () => {
    const waiting = new Waiting();
    frozen(waiting, () => waiting.platform.hosts.set('10.0.0.1:1', 'black hole'));
    waiting.platform.timer(70_500, () => waiting.cancel.cancel());
    expect(await waiting.wait(gate('tcp://10.0.0.1:1'))).toEqual({ kind: 'cancelled' });
    expect([waiting.platform.clock.now, waiting.platform.clock.pending]).toEqual([70_500, 0]);
  });

  test('a look that fails for a reason of our own fails the wait', async () => {
    const waiting = new Waiting();
    frozen(waiting, () => {
      waiting.platform.files.status = () => {
        throw new TypeError('a bug');
      };
    });
    await expect(waiting.wait(gate('file:///x', { maxInterval: 100_000 }))).rejects.toEqual(new TypeError('a bug'));
  });
});

test('a state is seen as soon as it changes, not at the next look', async () => {
  const waiting = new Waiting();
  waiting.platform.files.directory('/state');
  waiting.platform.timer(20_001, () => publish(waiting.platform, 'm', { phase: 'ended', exitCode: 0, ran: true }));
  expect(await waiting.wait(gate('m=succeeded'))).toMatchObject({ kind: 'open' });
  expect(waiting.platform.clock.now).toBeLessThanOrEqual(20_011);
});

test('a state is seen as soon as it is renamed into its place, however slowly it was written before', async () => {
  const waiting = new Waiting();
  waiting.platform.files.directory('/state/sidecar');
  for (const at of [300, 302, 304]) waiting.platform.timer(at, () => waiting.platform.files.file('/state/sidecar/record.json.1234', 'half'));
  waiting.platform.timer(306, () => publish(waiting.platform, 'sidecar', { phase: 'ended', exitCode: 0 }));
  expect(await waiting.wait(gate('sidecar=succeeded'))).toMatchObject({ kind: 'open', waitedMs: 306 });
});

test('a failure that only our own sidecar can tell ends the wait at once', async () => {
  const waiting = new Waiting();
  waiting.platform.hosts.set('10.0.0.1:1', (connection) => connection.send('HTTP/1.1 503 No\r\nStartgate-Status: failed\r\nStartgate-Reason: no license\r\n\r\n'));
  expect(await waiting.wait(gate('http://10.0.0.1:1/'))).toMatchObject({ kind: 'closed', events: [{ event: 'failed', reason: 'http 503, no license' }] });
});
