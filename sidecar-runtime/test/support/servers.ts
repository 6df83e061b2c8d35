import { once } from 'node:events';
import http from 'node:http';
import net, { type AddressInfo } from 'node:net';
import { onTestFinished } from 'vitest';

async function listen(server: net.Server, where: string | number): Promise<number> {
  if (typeof where === 'string') server.listen(where);
  else server.listen(where, '127.0.0.1');
  await once(server, 'listening');
  onTestFinished(() => void server.close());
  const address = server.address() as AddressInfo | string;
  return typeof address === 'string' ? 0 : address.port;
}

/** A TCP server for this test; gives its port. */
export function tcpServer(listener: (socket: net.Socket) => void, where: string | number = 0): Promise<number> {
  const server = net.createServer((socket) => {
    socket.on('error', () => socket.destroy());
    onTestFinished(() => void socket.destroy());
    listener(socket);
  });
  return listen(server, where);
}

/** An HTTP server for this test; gives its port. */
export function httpServer(listener: http.RequestListener, where: string | number = 0): Promise<number> {
  const server = http.createServer(listener);
  onTestFinished(() => server.closeAllConnections());
  return listen(server, where);
}

/** A port that nobody listens on. */
export async function freePort(): Promise<number> {
  const server = net.createServer().listen(0, '127.0.0.1');
  await once(server, 'listening');
  const { port } = server.address() as AddressInfo;
  server.close();
  await once(server, 'close');
  return port;
}
