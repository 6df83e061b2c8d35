import { lstat, unlink } from 'node:fs/promises';
import { createServer as createHttpServer, type Server } from 'node:http';
import { connect } from 'node:net';
import { createAdaptorServer } from '@hono/node-server';
import { Hono } from 'hono';
import { statusHeaders } from './answers.ts';
import { bindServer, isSystemError, listenTcp } from './listen.ts';
import type { Readiness } from './readiness.ts';

/** Where draining is asked for: a unix socket, or a port of the loopback interface. */
export type DrainAddress = { readonly path: string } | { readonly host: string; readonly port: number };

/** A draining listener that runs. */
export interface DrainListener {
  /** `unix:///path` or `http://127.0.0.1:PORT`. */
  readonly url: string;
  close(): Promise<void>;
}

const MAX_SOCKET_PATH = 107;

const SHAPE = 'must be unix:///PATH, 127.0.0.1:PORT or [::1]:PORT';

/**
 * Reads where draining is asked for. Only what other machines can't reach is allowed; behind a mesh the sidecar's own
 * port is no such place, as every remote client looks like loopback there.
 * @throws RangeError when it is no such address
 */
export function parseDrainAddress(text: string): DrainAddress {
  if (text.startsWith('unix://')) {
    const path = text.slice('unix://'.length);
    if (!path.startsWith('/') || path.endsWith('/')) throw new RangeError(`the draining address ${SHAPE}, got "${text}"`);
    // A longer one would be cut without a word. @see https://man7.org/linux/man-pages/man7/unix.7.html
    if (Buffer.byteLength(path) > MAX_SOCKET_PATH) {
      throw new RangeError(`the path of a socket has at most ${MAX_SOCKET_PATH} bytes, got ${Buffer.byteLength(path)}: "${path}"`);
    }
    return { path };
  }
  const [, host, port] = /^(127(?:\.\d{1,3}){3}|\[::1\]):(\d{1,5})$/.exec(text) ?? [];
  if (host === undefined || Number(port) > 65535) throw new RangeError(`the draining address ${SHAPE}, got "${text}"`);
  return { host: host.startsWith('[') ? '::1' : host, port: Number(port) };
}

/** The Hono app of the draining listener: `POST /drain` begins it (202), `GET /drain` tells the state (200). */
export function createDrainingApp(readiness: Readiness): Hono {
  const app = new Hono();
  app.post('/drain', (c) => {
    readiness.drain('asked to drain');
    return c.json(readiness.state, 202, statusHeaders(readiness.state));
  });
  app.get('/drain', (c) => c.json(readiness.state, 200, statusHeaders(readiness.state)));
  app.notFound((c) => c.text(`no such endpoint: "${c.req.method} ${c.req.path}"; see POST /drain and GET /drain\n`, 404));
  return app;
}

/**
 * Listens for `POST /drain` on its own address, as a preStop hook sends it: dependents and load balancers see
 * `draining` while the process still serves. A unix socket is for its own user only (0600); a socket that a killed
 * process left behind is replaced.
 * @param address what `parseDrainAddress` takes
 * @throws Error with one line for people, when the address cannot be had
 */
export async function listenDraining(readiness: Readiness, address: string): Promise<DrainListener> {
  const parsed = parseDrainAddress(address);
  const { fetch } = createDrainingApp(readiness);
  const server = createAdaptorServer({ fetch, createServer: createHttpServer, hostname: 'localhost' }) as Server;
  const url = 'path' in parsed ? await listenUnix(server, parsed.path) : (await listenTcp(server, parsed.host, parsed.port)).url;
  return { url, close: () => close(server) };
}

const REASONS: Readonly<Record<string, string>> = {
  EADDRINUSE: 'another process listens there, or the file is not a socket',
  // What libuv says for a missing folder too.
  EACCES: 'the folder does not exist, or this user has no permission to write to it',
};

async function listenUnix(server: Server, path: string): Promise<string> {
  try {
    await replacingStaleSocket(path, () => bindForUs(server, path));
  } catch (error) {
    if (!isSystemError(error)) throw error;
    const why = REASONS[error.code] ?? error.message;
    throw new Error(`cannot listen on unix://${path} (${error.code}): ${why}: choose another path`, { cause: error });
  }
  return `unix://${path}`;
}

/** The socket is its user's alone from its first moment on: it is bound before `listen` returns, and gets its mode from the umask. */
function bindForUs(server: Server, path: string): Promise<void> {
  const before = process.umask(0o177);
  try {
    return bindServer(server, { path, exclusive: true });
  } finally {
    process.umask(before);
  }
}

async function replacingStaleSocket(path: string, bind: () => Promise<void>): Promise<void> {
  try {
    await bind();
  } catch (error) {
    if (!isSystemError(error) || error.code !== 'EADDRINUSE') throw error;
    if (!(await lstat(path)).isSocket() || (await isAnswered(path))) throw error;
    await unlink(path);
    await bind();
  }
}

/** Whether somebody accepts connections at a unix socket. */
function isAnswered(path: string): Promise<boolean> {
  return new Promise((resolve) => {
    const socket = connect(path);
    socket.once('error', () => resolve(false));
    socket.once('connect', () => {
      socket.destroy();
      resolve(true);
    });
  });
}

function close(server: Server): Promise<void> {
  return new Promise((resolve) => {
    server.close(() => resolve());
    server.closeAllConnections();
  });
}
