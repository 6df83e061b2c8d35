import { once } from 'node:events';
import { createServer, type ServerResponse } from 'node:http';
import { connect, type Socket } from 'node:net';
import type { AddressInfo } from 'node:net';
import { expect, onTestFinished, test } from 'vitest';
import { Connections, MAX_UNANSWERED, SPARE_CONNECTIONS } from '../../src/server/connections.ts';

interface SetUp {
  readonly connections: Connections;
  /** Of each request that is served, whether it is refused. */
  readonly served: boolean[];
  readonly responses: ServerResponse[];
  /** Settles when so many requests have come. */
  readonly arrived: (count: number) => Promise<void>;
  readonly open: (requests: number) => Promise<Socket>;
}

async function setUp(limit: number): Promise<SetUp> {
  const served: boolean[] = [];
  const responses: ServerResponse[] = [];
  const server = createServer((incoming, outgoing) => {
    responses.push(outgoing);
    connections.serve(incoming.socket, outgoing, (refused) => served.push(refused));
    server.emit('arrived');
  });
  const connections = new Connections(server, limit);
  expect(server.maxConnections).toBe(limit + SPARE_CONNECTIONS);
  await once(server.listen(0, '127.0.0.1'), 'listening');
  onTestFinished(() => {
    server.close();
    server.closeAllConnections();
  });
  const { port } = server.address() as AddressInfo;
  const open = async (requests: number): Promise<Socket> => {
    const socket = connect(port, '127.0.0.1').on('error', () => undefined);
    await once(socket, 'connect');
    socket.write('GET / HTTP/1.1\r\nHost: a\r\n\r\n'.repeat(requests));
    return socket;
  };
  const arrived = async (count: number): Promise<void> => {
    while (responses.length < count) await once(server, 'arrived');
  };
  return { connections, served, responses, arrived, open };
}

test('requests of a connection are served one after another', async () => {
  const { served, responses, arrived, open } = await setUp(10);
  const socket = await open(3);
  await arrived(3);
  const before = served.length;
  responses[0]?.end();
  await once(socket, 'data');
  expect([before, served.length]).toEqual([1, 2]);
});

test('a request behind one that waits is not served when the client is gone', async () => {
  const { connections, served, responses, arrived, open } = await setUp(10);
  const socket = await open(3);
  await arrived(3);
  const closed = once(responses[0] as ServerResponse, 'close');
  socket.destroy();
  await closed;
  expect([served.length, connections.unanswered]).toEqual([1, []]);
});

test('a request that comes after its answers is served at once', async () => {
  const { served, responses, arrived, open } = await setUp(10);
  const socket = await open(1);
  await arrived(1);
  responses[0]?.end();
  await once(socket, 'data');
  socket.write('GET / HTTP/1.1\r\nHost: a\r\n\r\n');
  await arrived(2);
  expect(served.length).toBe(2);
});

test('a connection with too many unanswered requests is cut, and none of them is left', async () => {
  const { connections, served, arrived, open } = await setUp(10);
  const socket = await open(MAX_UNANSWERED + 10);
  if (!socket.destroyed) await new Promise((resolve) => socket.once('close', resolve));
  await arrived(MAX_UNANSWERED + 1);
  expect([served.length, connections.unanswered]).toEqual([1, []]);
});

test('a connection over the limit is refused, for as long as it lives', async () => {
  const { served, responses, arrived, open } = await setUp(1);
  const first = await open(1);
  await arrived(1);
  const second = await open(1);
  await arrived(2);
  first.destroy();
  responses[1]?.end();
  await once(second, 'data');
  second.write('GET / HTTP/1.1\r\nHost: a\r\n\r\n');
  await arrived(3);
  expect(served).toEqual([false, true, true]);
});
