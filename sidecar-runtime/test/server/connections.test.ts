import { once } from 'node:events';
import { createServer, type ServerResponse } from 'node:http';
import { connect, type Socket } from 'node:net';
import type { AddressInfo } from 'node:net';
import { expect, onTestFinished, test } from 'vitest';
import { type Admission, Connections, MAX_UNANSWERED, SPARE_CONNECTIONS } from '../../src/server/connections.ts';

interface SetUp {
  readonly connections: Connections;
  readonly admissions: Admission[];
  readonly responses: ServerResponse[];
  /** Settles when so many requests have come. */
  readonly arrived: (count: number) => Promise<void>;
  readonly open: (requests: number) => Promise<Socket>;
}

async function setUp(limit: number): Promise<SetUp> {
  const admissions: Admission[] = [];
  const responses: ServerResponse[] = [];
  const server = createServer((incoming, outgoing) => {
    admissions.push(connections.admit(incoming.socket, outgoing));
    responses.push(outgoing);
    server.emit('admitted');
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
    while (admissions.length < count) await once(server, 'admitted');
  };
  return { connections, admissions, responses, arrived, open };
}

test('the first request of a connection may be held, what is sent behind it not', async () => {
  const { admissions, arrived, open } = await setUp(10);
  await open(3);
  await arrived(3);
  expect(admissions).toEqual(['first', 'behind', 'behind']);
});

test('a request that comes after its answers is a first one again', async () => {
  const { admissions, responses, arrived, open } = await setUp(10);
  const socket = await open(1);
  await arrived(1);
  responses[0]?.end();
  await once(socket, 'data');
  socket.write('GET / HTTP/1.1\r\nHost: a\r\n\r\n');
  await arrived(2);
  expect(admissions).toEqual(['first', 'first']);
});

test('a connection with too many unanswered requests is cut, and none of them is left', async () => {
  const { connections, admissions, arrived, open } = await setUp(10);
  const socket = await open(MAX_UNANSWERED + 10);
  if (!socket.destroyed) await new Promise((resolve) => socket.once('close', resolve));
  await arrived(MAX_UNANSWERED + 1);
  expect(new Set(admissions.slice(MAX_UNANSWERED))).toEqual(new Set(['gone']));
  expect(connections.unanswered).toEqual([]);
});

test('a connection over the limit is refused, for as long as it lives', async () => {
  const { admissions, responses, arrived, open } = await setUp(1);
  const first = await open(1);
  await arrived(1);
  const second = await open(1);
  await arrived(2);
  first.destroy();
  responses[1]?.end();
  await once(second, 'data');
  second.write('GET / HTTP/1.1\r\nHost: a\r\n\r\n');
  await arrived(3);
  expect(admissions).toEqual(['first', 'refused', 'refused']);
});
