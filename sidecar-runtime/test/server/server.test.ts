import { once } from 'node:events';
import type { AddressInfo } from 'node:net';
import { Hono } from 'hono';
import { describe, expect, onTestFinished, test } from 'vitest';
import { createApp } from '../../src/server/app.ts';
import { createReadiness, type Readiness } from '../../src/server/readiness.ts';
import { createServer, type DrainableServer, serve, type ServerOptions } from '../../src/server/server.ts';
import { HttpExchange } from '../support/http-exchange.ts';
import { ManualTimers } from '../support/manual-timers.ts';

interface Running {
  readonly readiness: Readiness;
  readonly server: DrainableServer;
  readonly port: number;
  readonly timers: ManualTimers;
  readonly held: (count: number) => Promise<void>;
}

async function start(options: ServerOptions = {}): Promise<Running> {
  const readiness = createReadiness();
  const timers = new ManualTimers();
  const server = createServer(readiness, { timers, ...options });
  await once(server.http.listen(0, '127.0.0.1'), 'listening');
  onTestFinished(() => {
    server.http.close();
    server.cut();
  });
  const { port } = server.http.address() as AddressInfo;
  const held = async (count: number): Promise<void> => {
    for (;;) {
      const text = await (await fetch(`http://127.0.0.1:${port}/metrics`)).text();
      if (text.includes(`\nstartgate_held_requests ${count}\n`)) return;
    }
  };
  return { readiness, server, port, timers, held };
}

describe('over a socket', () => {
  test('a ready answer has exactly the headers of the app', async () => {
    const { readiness, port } = await start();
    readiness.ready();
    const exchange = await HttpExchange.open(port);
    exchange.send('GET', '/ready');
    const { status, headers, body } = await exchange.answer();
    expect([status, body]).toEqual([200, '{"status":"ready"}']);
    expect([...headers.keys()].filter((name) => !['date', 'connection', 'keep-alive'].includes(name))).toEqual([
      'content-type', 'content-length', 'cache-control', 'vary', 'startgate-status',
    ]);
  });

  test('the answer to HEAD ends with its headers', async () => {
    const { port } = await start();
    const exchange = await HttpExchange.open(port);
    exchange.send('HEAD', '/ready', { Connection: 'close' });
    let text = '';
    exchange.socket.on('data', (chunk) => (text += String(chunk)));
    await exchange.closed();
    expect(text.endsWith('\r\n\r\n')).toBe(true);
  });

  test('a held request is answered at once when it becomes ready', async () => {
    const { readiness, port, held } = await start();
    const exchange = await HttpExchange.open(port);
    exchange.send('GET', '/ready', { Prefer: 'wait=60' });
    await held(1);
    readiness.ready();
    const { status, headers } = await exchange.answer();
    expect([status, headers.get('preference-applied')]).toEqual([200, 'wait=60']);
  });

  test('a held request is answered when its time has passed', async () => {
    const { port, held, timers } = await start();
    const exchange = await HttpExchange.open(port);
    exchange.send('GET', '/ready', { Prefer: 'wait=10' });
    await held(1);
    timers.pass(10_000);
    const { status, headers } = await exchange.answer();
    expect([status, headers.get('preference-applied')]).toEqual([503, 'wait=10']);
  });

  test('a thousand clients that go away leave nothing behind', async () => {
    const { port, held, timers } = await start();
    const exchanges = await Promise.all(Array.from({ length: 1000 }, () => HttpExchange.open(port)));
    for (const exchange of exchanges) exchange.send('GET', '/ready', { Prefer: 'wait=60' });
    await held(1000);
    for (const { socket } of exchanges) socket.destroy();
    await held(0);
    expect(timers.pending).toBe(0);
  });

  test('of requests that are sent at once only the first is held, and the others hear of the change', async () => {
    const { readiness, port, held } = await start();
    const exchange = await HttpExchange.open(port);
    exchange.socket.write(`GET /ready HTTP/1.1\r\nHost: a\r\nPrefer: wait=60\r\n\r\n`.repeat(10));
    exchange.socket.write(`GET /ready HTTP/1.1\r\nHost: a\r\nAccept: text/plain\r\nPrefer: wait=60\r\n\r\n`);
    await held(1);
    readiness.ready();
    const answers = [];
    for (let i = 0; i < 11; i++) answers.push(await exchange.answer());
    expect(answers.map(({ status, headers }) => [status, headers.get('preference-applied')])).toEqual([
      [200, 'wait=60'], ...Array<unknown>(10).fill([200, undefined]),
    ]);
  });

  test('a client that goes away is noticed while 60 requests with long answers stand behind its held one', async () => {
    const { readiness, server, port, held, timers } = await start();
    readiness.notReady('x'.repeat(1000));
    const exchange = await HttpExchange.open(port);
    exchange.socket.write('GET /ready HTTP/1.1\r\nHost: a\r\nPrefer: wait=60\r\n\r\n'.repeat(60));
    await held(1);
    exchange.socket.destroy();
    await held(0);
    expect([server.pending, timers.pending]).toEqual([0, 0]);
  });

  test.each(['/ready', '/live', '/metrics', '/none'])('requests for %s that are sent behind a held one leave nothing behind', async (path) => {
    const { server, port, held, timers } = await start();
    const exchange = await HttpExchange.open(port);
    exchange.send('GET', '/ready', { Prefer: 'wait=60' });
    exchange.socket.write(`GET ${path} HTTP/1.1\r\nHost: a\r\nPrefer: wait=60\r\n\r\n`.repeat(50));
    await held(1);
    exchange.socket.destroy();
    await held(0);
    expect([server.pending, timers.pending]).toEqual([0, 0]);
  });

  test('a client that sends on without waiting for answers is cut, and holds nothing', async () => {
    const { server, port, held, timers } = await start();
    const exchange = await HttpExchange.open(port);
    const cut = new Promise((resolve) => exchange.socket.on('error', resolve).on('close', resolve));
    exchange.socket.write('GET /ready HTTP/1.1\r\nHost: a\r\nPrefer: wait=60\r\n\r\n'.repeat(5000));
    await cut;
    await held(0);
    expect([server.pending, timers.pending]).toEqual([0, 0]);
  });

  test('a request of HTTP/1.0 without a host is answered', async () => {
    const { port } = await start();
    const exchange = await HttpExchange.open(port);
    exchange.socket.write('GET /live HTTP/1.0\r\n\r\n');
    expect((await exchange.answer()).status).toBe(200);
  });

  test('a connection on top of the limit is told so and closed, and those below it are served', async () => {
    const { port } = await start({ maxConnections: 1 });
    const first = await HttpExchange.open(port);
    const second = await HttpExchange.open(port);
    second.send('GET', '/live');
    const { status, headers, body } = await second.answer();
    expect([status, headers.get('connection'), headers.get('retry-after'), headers.get('startgate-status'), body]).toEqual([
      503, 'close', '1', 'starting', 'too many connections: the limit of 1 is reached: close some, or try again later\n',
    ]);
    await second.closed();
    first.send('GET', '/live');
    expect((await first.answer()).status).toBe(200);
  });

  test('there is room again when a connection was closed', async () => {
    const { port } = await start({ maxConnections: 1 });
    (await HttpExchange.open(port)).socket.destroy();
    const next = async (): Promise<number> => {
      const exchange = await HttpExchange.open(port);
      exchange.send('GET', '/live', { Connection: 'close' });
      const { status } = await exchange.answer();
      await exchange.closed();
      return status;
    };
    let status = 503;
    while (status === 503) status = await next();
    expect(status).toBe(200);
  });

  test('an answered request is pending no longer', async () => {
    const { server, port } = await start();
    const exchange = await HttpExchange.open(port);
    exchange.send('GET', '/live');
    await exchange.answer();
    exchange.socket.destroy();
    await exchange.closed();
    expect(server.pending).toBe(0);
  });

  test('a held request is pending', async () => {
    const { server, port, held } = await start();
    const exchange = await HttpExchange.open(port);
    exchange.send('GET', '/ready', { Prefer: 'wait=60' });
    await held(1);
    expect(server.pending).toBe(1);
  });

  test('headers that are too large are refused', async () => {
    const { port } = await start();
    const exchange = await HttpExchange.open(port);
    exchange.send('GET', '/ready', { 'X-Large': 'x'.repeat(17 * 1024) });
    const [text] = (await once(exchange.socket, 'data')) as [string];
    expect(text.split('\r\n')[0]).toBe('HTTP/1.1 431 Request Header Fields Too Large');
  });

  test('slow clients are limited', async () => {
    const { server } = await start();
    const { headersTimeout, requestTimeout, keepAliveTimeout, maxConnections } = server.http;
    expect({ headersTimeout, requestTimeout, keepAliveTimeout, maxConnections }).toEqual({
      headersTimeout: 10_000, requestTimeout: 60_000, keepAliveTimeout: 5_000, maxConnections: 8_192 + 1_024,
    });
  });
});

describe('drain', () => {
  test('is not ready at once', async () => {
    const { readiness, server } = await start();
    readiness.ready();
    void server.drain('got SIGTERM');
    expect(readiness.state).toEqual({ status: 'draining', reason: 'got SIGTERM' });
  });

  test('answers held requests and closes their connections', async () => {
    const { server, port, held } = await start();
    const exchange = await HttpExchange.open(port);
    exchange.send('GET', '/ready', { Prefer: 'wait=60' });
    await held(1);
    const drained = server.drain();
    const { status, headers, body } = await exchange.answer();
    expect([status, headers.get('connection'), body]).toEqual([503, 'close', '{"status":"draining","reason":"shutting down"}']);
    await exchange.closed();
    await drained;
  });

  test('closes idle connections', async () => {
    const { server, port, timers } = await start();
    const exchange = await HttpExchange.open(port);
    exchange.send('GET', '/ready');
    await exchange.answer();
    const drained = server.drain();
    await exchange.closed();
    await drained;
    expect(timers.pending).toBe(0);
  });

  test('lets a request that is being served end, and closes its connection', async () => {
    let answer: (response: Response) => void = () => undefined;
    let arrive: () => void = () => undefined;
    const arrived = new Promise<void>((resolve) => (arrive = resolve));
    const app = new Hono().get('/slow', () => {
      arrive();
      return new Promise<Response>((respond) => (answer = respond));
    });
    const { server, port } = await start({ app });
    const exchange = await HttpExchange.open(port);
    exchange.send('GET', '/slow');
    await arrived;
    const drained = server.drain();
    answer(new Response('done', { headers: { 'Content-Length': '4' } }));
    const { headers, body } = await exchange.answer();
    expect([headers.get('connection'), body]).toEqual(['close', 'done']);
    await drained;
  });

  test('answers a request that is half sent, and closes its connection', async () => {
    const { server, port } = await start();
    const slow = await HttpExchange.open(port);
    slow.socket.write('GET /ready HTTP/1.1\r\nHost: localhost\r\n');
    const other = await HttpExchange.open(port);
    other.send('GET', '/ready');
    await other.answer();
    const drained = server.drain();
    slow.socket.write('\r\n');
    const { status, headers } = await slow.answer();
    expect([status, headers.get('connection')]).toEqual([503, 'close']);
    await drained;
  });

  test('cuts what is still open when the grace period is over', async () => {
    let arrive: () => void = () => undefined;
    const arrived = new Promise<void>((resolve) => (arrive = resolve));
    const app = new Hono().get('/never', () => {
      arrive();
      return new Promise<Response>(() => undefined);
    });
    const { server, port, timers } = await start({ app, gracePeriod: 5 });
    const exchange = await HttpExchange.open(port);
    exchange.send('GET', '/never');
    await arrived;
    const drained = server.drain();
    timers.pass(4_999);
    expect(exchange.socket.destroyed).toBe(false);
    timers.pass(1);
    await exchange.closed();
    await drained;
  });

  test('takes no new connections', async () => {
    const { server, port } = await start();
    await server.drain();
    await expect(HttpExchange.open(port)).rejects.toThrow(`connect ECONNREFUSED 127.0.0.1:${port}`);
  });

  test('a second call waits for the first', async () => {
    const { server } = await start();
    expect(server.drain()).toBe(server.drain('again'));
    await server.drain();
  });

  test('works on a server that never listened', async () => {
    const readiness = createReadiness();
    await createServer(readiness, { timers: new ManualTimers() }).drain();
    expect(readiness.state.status).toBe('draining');
  });
});

describe('serve', () => {
  test('serves an app of the user in which the endpoints are mounted', async () => {
    const readiness = createReadiness();
    const app = new Hono().get('/hello', (c) => c.text('hello')).route('/health', createApp(readiness));
    const server = await serve(readiness, { app, host: '127.0.0.1', port: 0, signals: [] });
    onTestFinished(() => server.close());
    expect(await (await fetch(`${server.url}/hello`)).text()).toBe('hello');
    expect((await fetch(`${server.url}/health/ready`)).status).toBe(503);
    expect((await fetch(`${server.url}/ready`)).status).toBe(404);
  });

  test('asks for port 8080 of every address by default', async () => {
    const outcome = serve(createReadiness(), { signals: [] }).then(
      async (server) => {
        await server.close();
        return server.url;
      },
      // Something else on this machine may have the port: that it was asked for is the fact.
      (error: unknown) => /http:\S+(?= \(EADDRINUSE\))/.exec(String(error))?.[0],
    );
    expect(await outcome).toBe('http://[::]:8080');
  });

  test('a signal drains it and exits with 0', async () => {
    const readiness = createReadiness();
    readiness.ready();
    const code = new Promise((exit) => {
      void serve(readiness, { host: '127.0.0.1', port: 0, signals: ['SIGUSR2'], exit }).then(() => process.kill(process.pid, 'SIGUSR2'));
    });
    expect(await code).toBe(0);
    expect(readiness.state).toEqual({ status: 'draining', reason: 'got SIGUSR2' });
    expect(process.listenerCount('SIGUSR2')).toBe(0);
  });

  test('a second signal cuts what is still open', async () => {
    const readiness = createReadiness();
    let arrive: () => void = () => undefined;
    const arrived = new Promise<void>((resolve) => (arrive = resolve));
    const app = new Hono().get('/never', () => {
      arrive();
      return new Promise<Response>(() => undefined);
    });
    let exit: (code: number) => void = () => undefined;
    const code = new Promise((resolve) => (exit = resolve));
    const server = await serve(readiness, { app, host: '127.0.0.1', port: 0, signals: ['SIGUSR2'], exit });
    const exchange = await HttpExchange.open(server.port);
    exchange.send('GET', '/never');
    await arrived;
    const draining = new Promise((resolve) => readiness.subscribe(resolve));
    process.kill(process.pid, 'SIGUSR2');
    await draining;
    process.kill(process.pid, 'SIGUSR2');
    await exchange.closed();
    expect(await code).toBe(0);
  });

  test('close() takes the signal handlers away', async () => {
    const server = await serve(createReadiness(), { host: '127.0.0.1', port: 0, signals: ['SIGUSR2'] });
    await server.close();
    expect(process.listenerCount('SIGUSR2')).toBe(0);
  });

  test('fails when the port is taken, and leaves no signal handler behind', async () => {
    const first = await serve(createReadiness(), { host: '127.0.0.1', port: 0, signals: [] });
    onTestFinished(() => first.close());
    const { port } = first;
    await expect(serve(createReadiness(), { host: '127.0.0.1', port, signals: ['SIGUSR2'] })).rejects.toThrow(
      `cannot listen on http://127.0.0.1:${port} (EADDRINUSE): another process has port ${port}; ` +
        'containers of one Pod share their ports: stop it or choose another port',
    );
    expect(process.listenerCount('SIGUSR2')).toBe(0);
  });
});
