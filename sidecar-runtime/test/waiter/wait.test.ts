import { describe, expect, test } from 'vitest';
import { gate } from '../support/gate.ts';
import { publish } from '../support/state.ts';
import { REFUSED, Waiting } from '../support/waiting.ts';

describe('a timeout', () => {
  test('gives up and says why', async () => {
    const waiting = new Waiting();
    const event = { event: 'timeout', target: 'tcp://10.0.0.1:1', reason: REFUSED, timeoutMs: 60_000, then: 'fail' };
    expect(await waiting.wait(gate('tcp://10.0.0.1:1'))).toEqual({ kind: 'closed', events: [event] });
    expect(waiting.platform.clock.now).toBe(60_000);
    expect(waiting.events.at(-1)).toEqual([60_000, 'tcp://10.0.0.1:1 is still closed after 60s: connection refused; giving up']);
  });

  test('ends a try that is under way', async () => {
    const waiting = new Waiting();
    waiting.platform.hosts.set('10.0.0.1:1', 'black hole');
    await waiting.wait(gate('tcp://10.0.0.1:1', { timeout: 300 }));
    expect(waiting.events).toEqual([[300, 'tcp://10.0.0.1:1 is still closed after 300ms: not tried yet; giving up']]);
  });

  test('goes on when told so', async () => {
    const waiting = new Waiting();
    expect(await waiting.wait(gate('tcp://10.0.0.1:1', { timeout: 1000, onTimeout: 'continue' }))).toEqual({ kind: 'open', waitedMs: 1000 });
    expect(waiting.events.at(-1)).toEqual([1000, 'tcp://10.0.0.1:1 is still closed after 1s: connection refused; going on without it']);
  });

  test('waits on when told so, says it once, and asks to be held for as long as ever', async () => {
    const waiting = new Waiting();
    waiting.accepts('10.0.0.1:1', 100_000);
    const result = await waiting.wait(gate('tcp://10.0.0.1:1', { timeout: 1000, onTimeout: 'block' }));
    expect(result).toMatchObject({ kind: 'open' });
    expect(waiting.events.filter(([, line]) => line.includes('still closed'))).toEqual([[1000, 'tcp://10.0.0.1:1 is still closed after 1s: connection refused; waiting on']]);
  });

  test('names what else is closed', async () => {
    const waiting = new Waiting();
    waiting.platform.hosts.set('10.0.0.3:1', () => undefined);
    const result = await waiting.wait(gate('tcp://10.0.0.1:1', { timeout: 1000 }), gate('a=started'), gate('tcp://10.0.0.3:1'));
    expect(result).toMatchObject({ kind: 'closed', events: [{ event: 'timeout', target: 'tcp://10.0.0.1:1' }, { event: 'closed', target: 'a=started', reason: 'no state yet' }] });
  });

  test('names what was not answered yet', async () => {
    const waiting = new Waiting();
    waiting.platform.hosts.set('10.0.0.2:1', 'black hole');
    const result = await waiting.wait(gate('tcp://10.0.0.1:1', { timeout: 100 }), gate('tcp://10.0.0.2:1'));
    expect(result).toMatchObject({ events: [{ event: 'timeout' }, { event: 'closed', target: 'tcp://10.0.0.2:1', reason: 'not tried yet' }] });
  });
});

describe('a failure', () => {
  test.each(['fail', 'block'] as const)('ends the wait at once under %s', async (onTimeout) => {
    const waiting = new Waiting();
    publish(waiting.platform, 'm', { phase: 'ended', exitCode: 1, ran: true });
    expect(await waiting.wait(gate('m=succeeded', { onTimeout }), gate('tcp://10.0.0.1:1'))).toEqual({
      kind: 'closed',
      events: [{ event: 'failed', target: 'm=succeeded', reason: 'ended with exit 1', then: 'fail' }, { event: 'closed', target: 'tcp://10.0.0.1:1', reason: REFUSED }],
    });
    expect(waiting.platform.clock.now).toBe(0);
  });

  test('lets us on at once under continue', async () => {
    const waiting = new Waiting();
    publish(waiting.platform, 'm', { phase: 'ended', exitCode: 1, ran: true });
    expect(await waiting.wait(gate('m=succeeded', { onTimeout: 'continue' }))).toEqual({ kind: 'open', waitedMs: 0 });
    expect(waiting.events).toEqual([[0, 'm=succeeded failed: ended with exit 1; going on without it']]);
  });
});

describe('many gates', () => {
  test('are waited for side by side, 300 of them', async () => {
    const waiting = new Waiting();
    const gates = Array.from({ length: 300 }, (_, index) => {
      waiting.accepts(`10.0.0.1:${index + 1}`, 100 + index);
      return gate(`tcp://10.0.0.1:${index + 1}`);
    });
    const result = await waiting.wait(...gates);
    expect(result.kind === 'open' && result.waitedMs).toBeLessThan(420);
    expect(waiting.events.filter(([, line]) => line.endsWith('is open'))).toHaveLength(299);
    expect(result).toMatchObject({ last: { event: 'open', target: 'tcp://10.0.0.1:300' } });
  });

  test('without any gate the way is free', async () => {
    expect(await new Waiting().wait()).toEqual({ kind: 'open', waitedMs: 0 });
  });
});

describe('saying', () => {
  test('has one line when the answer changes and one every ten seconds', async () => {
    const waiting = new Waiting();
    waiting.platform.timer(3000, () => waiting.answers('10.0.0.1:1', 503));
    waiting.platform.timer(25_000, () => waiting.answers('10.0.0.1:1', 200));
    expect(await waiting.wait(gate('db=http://10.0.0.1:1/'))).toMatchObject({ last: { event: 'open', target: 'db' } });
    expect(waiting.events.map(([at, line]) => [Math.floor(at / 1000), line])).toEqual([
      [0, 'waiting for db: connection refused'],
      [3, 'waiting for db: http 503'],
      [13, 'waiting for db: http 503'],
      [23, 'waiting for db: http 503'],
    ]);
  });

  test('has the line of the last gate that opened when the wait is cancelled at that moment', async () => {
    const waiting = new Waiting();
    waiting.accepts('10.0.0.1:1', 100);
    waiting.onChange = (views) => {
      if (views[0]?.state === 'open') waiting.cancel.cancel();
    };
    expect(await waiting.wait(gate('db=tcp://10.0.0.1:1'))).toEqual({ kind: 'cancelled' });
    expect(waiting.events.at(-1)?.[1]).toBe('db is open');
  });

  test('is not filled by an answer that flaps', async () => {
    const waiting = new Waiting();
    let count = 0;
    waiting.platform.hosts.set('10.0.0.1:1', (connection) => connection.send(`HTTP/1.1 ${count++ % 2 === 0 ? 503 : 404} No\r\n\r\n`));
    await waiting.wait(gate('db=http://10.0.0.1:1/', { timeout: 9000 }));
    expect(waiting.events).toHaveLength(3);
  });

  test('shows how all gates look whenever one looks different', async () => {
    const waiting = new Waiting();
    waiting.accepts('10.0.0.1:1', 100);
    waiting.platform.hosts.set('10.0.0.2:1', () => undefined);
    await waiting.wait(gate('a=tcp://10.0.0.1:1'), gate('b=tcp://10.0.0.2:1'));
    expect(waiting.views).toEqual([
      [{ target: 'a', state: 'closed', reason: REFUSED }, { target: 'b', state: 'closed' }],
      [{ target: 'a', state: 'closed', reason: REFUSED }, { target: 'b', state: 'open' }],
      [{ target: 'a', state: 'open' }, { target: 'b', state: 'open' }],
    ]);
  });
});

describe('cancelling', () => {
  test('ends the wait at once and leaves nothing behind', async () => {
    const waiting = new Waiting();
    waiting.platform.hosts.set('10.0.0.2:1', 'black hole');
    waiting.platform.files.directory('/run');
    waiting.platform.timer(500, () => waiting.cancel.cancel());
    expect(await waiting.wait(gate('tcp://10.0.0.1:1'), gate('tcp://10.0.0.2:1'), gate('file:///run/x'))).toEqual({ kind: 'cancelled' });
    expect([waiting.platform.clock.now, waiting.platform.clock.pending, waiting.platform.files.watching]).toEqual([500, 0, 0]);
  });

  test('fails, and ends every other gate, when one fails for a reason of our own', async () => {
    const waiting = new Waiting();
    waiting.platform.files.status = () => {
      throw new TypeError('a bug');
    };
    await expect(waiting.wait(gate('tcp://10.0.0.1:1'), gate('file:///x'))).rejects.toEqual(new TypeError('a bug'));
    await waiting.platform.clock.advance(0);
    expect(waiting.platform.clock.pending).toBe(0);
  });
});
