import { once } from 'node:events';
import net, { type AddressInfo } from 'node:net';
import { join } from 'node:path';
import { describe, expect, onTestFinished, test } from 'vitest';
import { connectOnNode, isConnectedToItself } from '../../src/platform/node-stream.ts';
import type { Address } from '../../src/platform/platform.ts';
import { Canceller } from '../../src/waiter/cancel.ts';
import { tempFolder } from '../support/temp-folder.ts';
import { bytesOf } from '../support/virtual-stream.ts';

async function serve(listener: (socket: net.Socket) => void, path?: string): Promise<Address> {
  const server = net.createServer(listener);
  onTestFinished(() => void server.close());
  if (path === undefined) server.listen(0, '127.0.0.1');
  else server.listen(path);
  await once(server, 'listening');
  return path === undefined ? { kind: 'tcp', ip: '127.0.0.1', port: (server.address() as AddressInfo).port } : { kind: 'unix', path };
}

test.each([undefined, 'a.sock'])('writes, reads, and sees the end, over TCP or a unix socket (%s)', async (name) => {
  const path = name === undefined ? undefined : join(tempFolder(), name);
  const address = await serve((socket) => socket.on('data', (chunk) => socket.end(`got ${chunk.toString()}`)), path);
  const stream = await connectOnNode(address, new Canceller());
  await stream.write(bytesOf('hello'));
  expect(String.fromCharCode(...((await stream.read()) ?? []))).toBe('got hello');
  expect(await stream.read()).toBeUndefined();
});

test('keeps what comes in before it is read', async () => {
  const stream = await connectOnNode(await serve((socket) => socket.end('early')), new Canceller());
  await new Promise((resolve) => setImmediate(resolve));
  expect(String.fromCharCode(...((await stream.read()) ?? []))).toBe('early');
});

describe('without waiting', () => {
  const turn = (): Promise<void> => new Promise((resolve) => void setTimeout(resolve, 20));

  test('reads nothing, what has come, one chunk after another, and the end', async () => {
    let other: net.Socket | undefined;
    const stream = await connectOnNode(await serve((socket) => void (other = socket)), new Canceller());
    const read = async (): Promise<string | undefined> => {
      await turn();
      const bytes = stream.readNow();
      return typeof bytes === 'object' ? String.fromCharCode(...bytes) : bytes;
    };
    const before = await read();
    other?.write('one');
    const [one, then] = [await read(), await read()];
    other?.end('two');
    expect([before, one, then, await read(), await read()]).toEqual(['nothing', 'one', 'nothing', 'two', undefined]);
  });

  test('reads an end where the connection broke', async () => {
    let other: net.Socket | undefined;
    const stream = await connectOnNode(await serve((socket) => void (other = socket)), new Canceller());
    await turn();
    other?.resetAndDestroy();
    await turn();
    expect(stream.readNow()).toBeUndefined();
  });
});

describe('fails', () => {
  test('when nobody listens', async () => {
    const server = net.createServer().listen(0, '127.0.0.1');
    await once(server, 'listening');
    const { port } = server.address() as AddressInfo;
    server.close();
    await once(server, 'close');
    await expect(connectOnNode({ kind: 'tcp', ip: '127.0.0.1', port }, new Canceller())).rejects.toMatchObject({ code: 'ECONNREFUSED' });
  });

  test('when there is no socket', async () => {
    await expect(connectOnNode({ kind: 'unix', path: '/nowhere' }, new Canceller())).rejects.toMatchObject({ code: 'ENOENT' });
  });

  test('when the other side resets', async () => {
    const address = await serve((socket) => socket.on('data', () => socket.resetAndDestroy()));
    const stream = await connectOnNode(address, new Canceller());
    await stream.write(bytesOf('x'));
    await expect(stream.read()).rejects.toMatchObject({ code: 'ECONNRESET' });
  });

  test('when it is cancelled', async () => {
    const cancel = new Canceller();
    const work = connectOnNode(await serve(() => undefined), cancel);
    cancel.cancel();
    await expect(work).rejects.toMatchObject({ code: 'ECANCELED' });
  });

  test('when TLS meets a server that speaks none', async () => {
    const address = await serve((socket) => socket.end('HTTP/1.1 400 Bad Request\r\n\r\n'));
    await expect(connectOnNode({ ...address, tls: 'localhost' } as Address, new Canceller())).rejects.toMatchObject({ name: 'PlatformError' });
  });
});

test('cancelling later ends the stream', async () => {
  const cancel = new Canceller();
  const stream = await connectOnNode(await serve(() => undefined), cancel);
  const read = stream.read();
  cancel.cancel();
  expect(await read).toBeUndefined();
});

test('knows a connection that leads to itself, which loopback makes where nobody listens', async () => {
  const server = net.createServer().listen(0, '127.0.0.1');
  await once(server, 'listening');
  const { port } = server.address() as AddressInfo;
  server.close();
  await once(server, 'close');
  const socket = net.connect({ host: '127.0.0.1', port, localAddress: '127.0.0.1', localPort: port });
  await once(socket, 'connect');
  expect(isConnectedToItself(socket)).toBe(true);
  socket.destroy();
});
