import { mkdirSync, statSync, writeFileSync } from 'node:fs';
import { once } from 'node:events';
import { createServer } from 'node:net';
import { join } from 'node:path';
import fc from 'fast-check';
import { describe, expect, onTestFinished, test } from 'vitest';
import { createDrainingApp, listenDraining, parseDrainAddress } from '../../src/server/draining.ts';
import { createReadiness } from '../../src/server/readiness.ts';
import { HttpExchange } from '../support/http-exchange.ts';
import { runNode } from '../support/run-node.ts';
import { tempFolder } from '../support/temp-folder.ts';

describe('the draining app', () => {
  test('POST /drain makes it draining', async () => {
    const readiness = createReadiness();
    readiness.ready();
    const answer = await createDrainingApp(readiness).request('/drain', { method: 'POST' });
    expect([answer.status, await answer.text()]).toEqual([202, '{"status":"draining","reason":"asked to drain"}']);
    expect(readiness.state.status).toBe('draining');
  });

  test('GET /drain changes nothing', async () => {
    const readiness = createReadiness();
    readiness.ready();
    const answer = await createDrainingApp(readiness).request('/drain');
    expect([answer.status, await answer.text()]).toEqual([200, '{"status":"ready"}']);
    expect(readiness.state.status).toBe('ready');
  });

  test('anything else is 404 and says what there is', async () => {
    const answer = await createDrainingApp(createReadiness()).request('/ready');
    expect([answer.status, await answer.text()]).toEqual([404, 'no such endpoint: "GET /ready"; see POST /drain and GET /drain\n']);
  });
});

describe('the draining listener', () => {
  test('takes POST /drain on a unix socket', async () => {
    const readiness = createReadiness();
    const path = join(tempFolder(), 'drain.sock');
    const listener = await listenDraining(readiness, `unix://${path}`);
    onTestFinished(() => listener.close());
    expect(listener.url).toBe(`unix://${path}`);
    const exchange = await HttpExchange.open({ path });
    exchange.send('POST', '/drain', { 'Content-Length': '0' });
    expect((await exchange.answer()).status).toBe(202);
    expect(readiness.state.status).toBe('draining');
  });

  test('is for its own user only', async () => {
    const path = join(tempFolder(), 'drain.sock');
    const listener = await listenDraining(createReadiness(), `unix://${path}`);
    onTestFinished(() => listener.close());
    expect(statSync(path).mode & 0o777).toBe(0o600);
  });

  test('is for its own user only from its first moment on, whatever the umask, which stays as it is', async () => {
    const path = join(tempFolder(), 'drain.sock');
    const umask = process.umask(0);
    onTestFinished(() => void process.umask(umask));
    const listening = listenDraining(createReadiness(), `unix://${path}`);
    expect(statSync(path).mode & 0o777).toBe(0o600);
    expect(process.umask(0)).toBe(0);
    await (await listening).close();
  });

  test('takes POST /drain on a loopback port', async () => {
    const readiness = createReadiness();
    const listener = await listenDraining(readiness, '127.0.0.1:0');
    onTestFinished(() => listener.close());
    expect((await fetch(`${listener.url}/drain`, { method: 'POST' })).status).toBe(202);
    expect(readiness.state.status).toBe('draining');
  });

  test('replaces the socket that a killed process left behind', async () => {
    const path = join(tempFolder(), 'drain.sock');
    await runNode(['-e', `require('net').createServer().listen(${JSON.stringify(path)}, () => process.kill(process.pid, 'SIGKILL'))`]).ended;
    expect(statSync(path).isSocket()).toBe(true);
    const listener = await listenDraining(createReadiness(), `unix://${path}`);
    onTestFinished(() => listener.close());
    const exchange = await HttpExchange.open({ path });
    exchange.send('GET', '/drain');
    expect((await exchange.answer()).status).toBe(200);
  });

  test('fails when another process listens on the socket', async () => {
    const path = join(tempFolder(), 'drain.sock');
    const other = createServer().listen(path);
    await once(other, 'listening');
    onTestFinished(() => void other.close());
    await expect(listenDraining(createReadiness(), `unix://${path}`)).rejects.toThrow(
      `cannot listen on unix://${path} (EADDRINUSE): another process listens there, or the file is not a socket: choose another path`,
    );
  });

  test('fails when a file is in its place, and leaves the file alone', async () => {
    const path = join(tempFolder(), 'drain.sock');
    writeFileSync(path, 'precious');
    await expect(listenDraining(createReadiness(), `unix://${path}`)).rejects.toThrow(
      `cannot listen on unix://${path} (EADDRINUSE): another process listens there, or the file is not a socket: choose another path`,
    );
    expect(statSync(path).size).toBe(8);
  });

  test('fails when the folder does not exist', async () => {
    const path = join(tempFolder(), 'none', 'drain.sock');
    await expect(listenDraining(createReadiness(), `unix://${path}`)).rejects.toThrow(
      `cannot listen on unix://${path} (EACCES): the folder does not exist, or this user has no permission to write to it: choose another path`,
    );
    mkdirSync(join(path, '..'));
    const listener = await listenDraining(createReadiness(), `unix://${path}`);
    await listener.close();
  });
});

describe('the draining address', () => {
  test.each([
    ['unix:///run/drain.sock', { path: '/run/drain.sock' }],
    ['127.0.0.1:9000', { host: '127.0.0.1', port: 9000 }],
    ['127.0.0.53:9000', { host: '127.0.0.53', port: 9000 }],
    ['[::1]:9000', { host: '::1', port: 9000 }],
  ])('%s is read', (text, address) => {
    expect(parseDrainAddress(text)).toEqual(address);
  });

  test.each([
    '', '9000', ':9000', '0.0.0.0:9000', '[::]:9000', '10.0.0.1:9000', 'localhost:9000', '127.0.0.1', '127.0.0.1:65536',
    '127.0.0.1:9000/drain', '1127.0.0.1:9000', 'unix://run/drain.sock', 'unix:///', 'http://127.0.0.1:9000',
  ])('fails when it is "%s"', (text) => {
    expect(() => parseDrainAddress(text)).toThrow(
      new RangeError(`the draining address must be unix:///PATH, 127.0.0.1:PORT or [::1]:PORT, got "${text}"`),
    );
  });

  test('fails when the path is too long for a socket', () => {
    const path = `/${'x'.repeat(107)}`;
    expect(() => parseDrainAddress(`unix://${path}`)).toThrow(
      new RangeError(`the path of a socket has at most 107 bytes, got 108: "${path}"`),
    );
  });

  test('no text gives an address that other machines reach', () => {
    const part = fc.oneof(fc.ipV4(), fc.ipV6().map((ip) => `[${ip}]`), fc.domain(), fc.string());
    fc.assert(
      fc.property(part, fc.integer({ min: 0, max: 70000 }), (host, port) => {
        try {
          const address = parseDrainAddress(`${host}:${port}`);
          expect('path' in address || address.host === '::1' || address.host.startsWith('127.')).toBe(true);
        } catch (error) {
          expect(error).toBeInstanceOf(RangeError);
        }
      }),
    );
  });
});
