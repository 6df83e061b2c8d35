import type { Server } from 'node:http';
import type { AddressInfo, ListenOptions } from 'node:net';

/** Where a server listens, as it came out. */
export interface Listening {
  /** The address that was bound: `::` takes IPv4 too. */
  readonly host: string;
  readonly port: number;
  /** For people and for clients on this machine. */
  readonly url: string;
}

/** What a system call says where there is no IPv6. */
const NO_IPV6: ReadonlySet<string> = new Set(['EAFNOSUPPORT', 'EADDRNOTAVAIL']);

/** How many connections wait to be accepted. The kernel drops what comes on top, and its client tries again only after a second. */
const BACKLOG = 4096;

/**
 * Binds a TCP port. `::` is dual-stack, as the Pod may have addresses of either family; on a host without IPv6 it
 * becomes `0.0.0.0`, which `host` of the result tells.
 * @throws Error with one line for people, when the port cannot be had; `cause` is the system's error
 */
export async function listenTcp(server: Server, host: string, port: number): Promise<Listening> {
  if (!Number.isInteger(port) || port < 0 || port > 65535) {
    throw new RangeError(`"port" must be a whole number from 0 to 65535, got "${port}"`);
  }
  try {
    await bindServer(server, { host, port, ipv6Only: false, backlog: BACKLOG });
  } catch (error) {
    if (!isSystemError(error)) throw error;
    if (host === '::' && NO_IPV6.has(error.code)) return listenTcp(server, '0.0.0.0', port);
    throw new Error(explain(error, host, port), { cause: error });
  }
  const bound = server.address() as AddressInfo;
  return { host: bound.address, port: bound.port, url: urlOf(bound.address, bound.port) };
}

/** `listen` as a promise. */
export function bindServer(server: Server, options: ListenOptions): Promise<void> {
  return new Promise((resolve, reject) => {
    const done = (): void => {
      server.off('error', failed);
      resolve();
    };
    const failed = (error: Error): void => {
      server.off('listening', done);
      reject(error);
    };
    server.once('listening', done).once('error', failed).listen(options);
  });
}

function urlOf(host: string, port: number): string {
  return `http://${host.includes(':') ? `[${host}]` : host}:${port}`;
}

function explain(error: SystemError, host: string, port: number): string {
  const where = `cannot listen on ${urlOf(host, port)} (${error.code})`;
  switch (error.code) {
    case 'EADDRINUSE':
      return `${where}: another process has port ${port}; containers of one Pod share their ports: stop it or choose another port`;
    case 'EACCES':
      return `${where}: port ${port} is privileged: choose a port from 1024 up`;
    case 'EADDRNOTAVAIL':
    case 'ENOTFOUND':
    case 'EAFNOSUPPORT':
      return `${where}: "${host}" is no address of this host: use "::" for all addresses or "127.0.0.1" for loopback`;
    default:
      return `${where}: ${error.message}`;
  }
}

/** An error of a system call. */
export interface SystemError extends Error {
  readonly code: string;
}

/** Whether a system call failed, and with which code. */
export function isSystemError(error: unknown): error is SystemError {
  return error instanceof Error && 'code' in error && typeof error.code === 'string';
}
