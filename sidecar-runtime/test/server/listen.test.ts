import { once } from 'node:events';
import { createServer, Server } from 'node:http';
import { afterEach, expect, test } from 'vitest';
import { listenTcp } from '../../src/server/listen.ts';

const servers: Server[] = [];

function newServer(): Server {
  const server = createServer((_, response) => response.end('hello'));
  servers.push(server);
  return server;
}

afterEach(async () => {
  for (const server of servers.splice(0)) {
    if (server.listening) await once(server.close(), 'close');
  }
});

/** A host whose kernel has no IPv6, as far as a server can see. */
class WithoutIpv6 extends Server {
  override listen(...args: unknown[]): this {
    const [options] = args as [{ host: string }];
    if (!options.host.includes(':')) return super.listen(options);
    const error = Object.assign(new Error('listen EAFNOSUPPORT'), { code: 'EAFNOSUPPORT' });
    process.nextTick(() => this.emit('error', error));
    return this;
  }
}

test('"::" is reached over IPv6 and over IPv4', async () => {
  const { port, url } = await listenTcp(newServer(), '::', 0);
  expect(url).toBe(`http://[::]:${port}`);
  expect(await (await fetch(`http://[::1]:${port}`)).text()).toBe('hello');
  expect(await (await fetch(`http://127.0.0.1:${port}`)).text()).toBe('hello');
});

test('"::" becomes 0.0.0.0 on a host without IPv6, and says so', async () => {
  const server = new WithoutIpv6();
  servers.push(server);
  const { host, port, url } = await listenTcp(server, '::', 0);
  expect([host, url]).toEqual(['0.0.0.0', `http://0.0.0.0:${port}`]);
});

test('fails when an address is asked for by name on a host without IPv6', async () => {
  const server = new WithoutIpv6();
  servers.push(server);
  await expect(listenTcp(server, '::1', 8080)).rejects.toThrow(
    'cannot listen on http://[::1]:8080 (EAFNOSUPPORT): "::1" is no address of this host: use "::" for all addresses or "127.0.0.1" for loopback',
  );
});

test('fails when the port is taken', async () => {
  const { port } = await listenTcp(newServer(), '127.0.0.1', 0);
  await expect(listenTcp(newServer(), '127.0.0.1', port)).rejects.toThrow(
    `cannot listen on http://127.0.0.1:${port} (EADDRINUSE): another process has port ${port}; ` +
      'containers of one Pod share their ports: stop it or choose another port',
  );
});

test('fails when the address is of another host', async () => {
  await expect(listenTcp(newServer(), '192.0.2.1', 8080)).rejects.toThrow(
    'cannot listen on http://192.0.2.1:8080 (EADDRNOTAVAIL): "192.0.2.1" is no address of this host: use "::" for all addresses or "127.0.0.1" for loopback',
  );
});

test.each([-1, 65536, 1.5, Number.NaN])('fails when the port is %d', async (port) => {
  await expect(listenTcp(newServer(), '::', port)).rejects.toThrow(
    new RangeError(`"port" must be a whole number from 0 to 65535, got "${port}"`),
  );
});
