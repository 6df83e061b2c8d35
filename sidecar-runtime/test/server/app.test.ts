import { getEventListeners } from 'node:events';
import { Hono } from 'hono';
import { Registry } from 'prom-client';
import { describe, expect, test } from 'vitest';
import { type AppOptions, createApp } from '../../src/server/app.ts';
import { createReadiness, type Readiness } from '../../src/server/readiness.ts';
import { ManualTimers } from '../support/manual-timers.ts';

function setUp(options: AppOptions = {}): { readiness: Readiness; app: Hono; timers: ManualTimers; registry: Registry } {
  const readiness = createReadiness();
  const timers = new ManualTimers();
  const registry = new Registry();
  return { readiness, timers, registry, app: createApp(readiness, { timers, registry, ...options }) };
}

describe('GET /ready', () => {
  test('is 200 when ready', async () => {
    const { app, readiness } = setUp();
    readiness.ready();
    const answer = await app.request('/ready');
    expect([answer.status, await answer.text()]).toEqual([200, '{"status":"ready"}']);
    expect(answer.headers.get('Startgate-Status')).toBe('ready');
    expect(answer.headers.has('Startgate-Reason')).toBe(false);
  });

  test('is 503 with the reason when not ready', async () => {
    const { app, readiness } = setUp();
    readiness.notReady('loading configuration');
    const answer = await app.request('/ready');
    expect([answer.status, await answer.text()]).toEqual([503, '{"status":"starting","reason":"loading configuration"}']);
    expect(answer.headers.get('Startgate-Status')).toBe('starting');
    expect(answer.headers.get('Startgate-Reason')).toBe('loading configuration');
    expect(answer.headers.get('Retry-After')).toBe('1');
  });

  test.each(['failed', 'draining'] as const)('is 503 when %s', async (status) => {
    const { app, readiness } = setUp();
    readiness.ready();
    if (status === 'failed') readiness.fail('bad certificate');
    else readiness.drain('bad certificate');
    const answer = await app.request('/ready');
    expect([answer.status, await answer.text()]).toEqual([503, `{"status":"${status}","reason":"bad certificate"}`]);
    expect(answer.headers.get('Startgate-Status')).toBe(status);
  });

  test('is text when text is asked for', async () => {
    const { app, readiness } = setUp();
    readiness.notReady('loading');
    const answer = await app.request('/ready', { headers: { Accept: 'text/plain' } });
    expect(await answer.text()).toBe('starting: loading\n');
  });
});

test('HEAD /ready has the headers of GET and no body', async () => {
  const { app } = setUp();
  const get = await app.request('/ready');
  const head = await app.request('/ready', { method: 'HEAD' });
  expect([head.status, await head.text()]).toEqual([503, '']);
  expect([...head.headers]).toEqual([...get.headers]);
});

describe('Prefer: wait', () => {
  const wait = (seconds: number | string): RequestInit => ({ headers: { Prefer: `wait=${seconds}` } });

  test('holds a not-ready answer until it is ready', async () => {
    const { app, readiness } = setUp();
    const answer = app.request('/ready', wait(10));
    readiness.ready();
    const { status, headers } = await answer;
    expect([status, headers.get('Preference-Applied')]).toEqual([200, 'wait=10']);
  });

  test('holds a HEAD alike', async () => {
    const { app, readiness } = setUp();
    const answer = app.request('/ready', { method: 'HEAD', ...wait(10) });
    readiness.ready();
    const { status, headers } = await answer;
    expect([status, headers.get('Preference-Applied')]).toEqual([200, 'wait=10']);
  });

  test('answers not ready when the time has passed', async () => {
    const { app, timers } = setUp();
    const answer = app.request('/ready', wait(10));
    timers.pass(10_000);
    const { status, headers } = await answer;
    expect([status, headers.get('Preference-Applied')]).toEqual([503, 'wait=10']);
  });

  test('is cut to the longest wait', async () => {
    const { app, timers } = setUp();
    const answer = app.request('/ready', wait(3600));
    timers.pass(60_000);
    expect((await answer).headers.get('Preference-Applied')).toBe('wait=60');
  });

  test('is cut to the option maxWait', async () => {
    const { app, timers } = setUp({ maxWait: 5 });
    const answer = app.request('/ready', wait(10));
    timers.pass(5_000);
    expect((await answer).headers.get('Preference-Applied')).toBe('wait=5');
  });

  test.each([['ready'], ['failed'], ['draining']] as const)('is not held when %s: that does not change', async (status) => {
    const { app, readiness } = setUp();
    if (status === 'ready') readiness.ready();
    else if (status === 'failed') readiness.fail('x');
    else readiness.drain('x');
    expect((await app.request('/ready', wait(10))).headers.has('Preference-Applied')).toBe(false);
  });

  test.each([[0], ['soon']])('is not held for wait=%s', async (seconds) => {
    const { app } = setUp();
    expect((await app.request('/ready', wait(seconds))).headers.has('Preference-Applied')).toBe(false);
  });

  test('is not held beyond maxHeld requests', async () => {
    const { app, readiness } = setUp({ maxHeld: 1 });
    const first = app.request('/ready', wait(10));
    const second = await app.request('/ready', wait(10));
    expect([second.status, second.headers.has('Preference-Applied')]).toEqual([503, false]);
    readiness.ready();
    expect((await first).status).toBe(200);
  });

  test('draining answers what is held', async () => {
    const { app, readiness } = setUp();
    const answer = app.request('/ready', wait(10));
    readiness.drain();
    expect(await (await answer).text()).toBe('{"status":"draining","reason":"shutting down"}');
  });

  test('nothing listens any more to the client of a request that was answered', async () => {
    const { app, readiness } = setUp();
    const { signal } = new AbortController();
    const request = new Request('http://localhost/ready', { ...wait(10), signal });
    const answer = app.request(request);
    readiness.ready();
    await answer;
    expect(getEventListeners(request.signal, 'abort')).toEqual([]);
  });

  test('a client that is gone already is not held', async () => {
    const { app, timers } = setUp();
    await app.request('/ready', { ...wait(10), signal: AbortSignal.abort() });
    expect(timers.pending).toBe(0);
  });

  test('a thousand aborted requests leave nothing behind', async () => {
    const { app, timers, registry } = setUp();
    const client = new AbortController();
    const answers = Array.from({ length: 1000 }, async () => app.request('/ready', { ...wait(60), signal: client.signal }));
    expect(await registry.metrics()).toContain('\nstartgate_held_requests 1000\n');
    client.abort();
    await Promise.all(answers);
    expect(await registry.metrics()).toContain('\nstartgate_held_requests 0\n');
    expect(timers.pending).toBe(0);
  });
});

describe('GET /live', () => {
  test.each([
    ['starting', 200],
    ['draining', 200],
    ['failed', 503],
  ] as const)('when %s is %d', async (status, expected) => {
    const { app, readiness } = setUp();
    if (status === 'failed') readiness.fail('x');
    if (status === 'draining') readiness.drain('x');
    const answer = await app.request('/live');
    expect([answer.status, answer.headers.get('Startgate-Status')]).toEqual([expected, status]);
  });
});

describe('GET /startup', () => {
  test('is 503 until it was ready once', async () => {
    expect((await setUp().app.request('/startup')).status).toBe(503);
  });

  test('stays 200 after it was ready once', async () => {
    const { app, readiness } = setUp();
    readiness.ready();
    readiness.notReady('reloading');
    const answer = await app.request('/startup');
    expect([answer.status, answer.headers.get('Startgate-Status')]).toEqual([200, 'starting']);
  });
});

describe('GET /', () => {
  test('lists the endpoints', async () => {
    const body = (await (await setUp().app.request('/')).json()) as { endpoints: object };
    expect(Object.keys(body.endpoints)).toEqual(['/ready', '/live', '/startup', '/metrics']);
  });

  test('lists them below the prefix where it is mounted', async () => {
    const app = new Hono().route('/health', setUp().app);
    const body = (await (await app.request('/health')).json()) as { endpoints: object };
    expect(Object.keys(body.endpoints)).toEqual(['/health/ready', '/health/live', '/health/startup', '/health/metrics']);
  });

  test('lists them as text', async () => {
    const text = await (await setUp().app.request('/', { headers: { Accept: 'text/plain' } })).text();
    expect(text.split('\n')[2]).toBe('/startup  was it ready once? 200 or 503');
  });

  test('every listed endpoint answers where it is listed', async () => {
    const app = new Hono().route('/a/b', setUp().app);
    const { endpoints } = (await (await app.request('/a/b')).json()) as { endpoints: object };
    for (const path of Object.keys(endpoints)) expect((await app.request(path)).status).not.toBe(404);
  });
});

describe('in an app of the user', () => {
  test('mounted at the root it leaves the other routes alone', async () => {
    const { app } = setUp();
    const own = new Hono().get('/hello', (c) => c.text('hello')).route('/', app);
    expect(await (await own.request('/hello')).text()).toBe('hello');
    expect((await own.request('/ready')).status).toBe(503);
  });

  test('the middleware of the user can add headers', async () => {
    const own = new Hono();
    own.use(async (c, next) => {
      await next();
      c.header('X-Own', 'yes');
    });
    own.route('/', setUp().app);
    expect((await own.request('/ready')).headers.get('X-Own')).toBe('yes');
    const answer = await own.request('/ready');
    expect(answer.headers.get('Startgate-Status')).toBe('starting');
  });

  test('two apps in one process do not clash', async () => {
    const own = new Hono().route('/a', createApp(createReadiness())).route('/b', createApp(createReadiness()));
    expect((await own.request('/a/metrics')).status).toBe(200);
    expect((await own.request('/b/metrics')).status).toBe(200);
  });
});

test.each(['/ready', '/live', '/startup', '/metrics', '/', '/nothing'])('%s carries the status and the reason', async (path) => {
  const { app, readiness } = setUp();
  readiness.notReady('loading');
  const { headers } = await app.request(path);
  expect([headers.get('Startgate-Status'), headers.get('Startgate-Reason')]).toEqual(['starting', 'loading']);
});

test('an unknown path is 404 and says where to look', async () => {
  const answer = await setUp().app.request('/healthz');
  expect([answer.status, await answer.text()]).toEqual([404, 'no such endpoint: "/healthz"; see /\n']);
});

test.each([
  [{ maxWait: -1 }, '"maxWait" must be a whole number from 0 to 3600, got "-1"'],
  [{ maxWait: 1.5 }, '"maxWait" must be a whole number from 0 to 3600, got "1.5"'],
  [{ maxHeld: Number.NaN }, '"maxHeld" must be a whole number from 0 to 1000000, got "NaN"'],
])('fails when it is given %o', (options, message) => {
  expect(() => createApp(createReadiness(), options)).toThrow(new RangeError(message));
});
