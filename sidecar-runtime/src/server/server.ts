import { createServer as createHttpServer, type Server, type ServerResponse } from 'node:http';
import { getRequestListener } from '@hono/node-server';
import { statusHeaders } from './answers.ts';
import { type AppOptions, createAppOn } from './app.ts';
import { Connections } from './connections.ts';
import { directAnswers } from './direct-answer.ts';
import { listenTcp, type Listening } from './listen.ts';
import type { Readiness } from './readiness.ts';
import { ReadyEndpoint } from './ready-endpoint.ts';
import { systemTimers } from './timers.ts';

/** Anything with the `fetch` of a Hono app. */
export interface Fetcher {
  fetch(request: Request, env: object): Response | Promise<Response>;
}

/** How a server is made. The options of the app are for the one that is made when `app` is not given. */
export interface ServerOptions extends AppOptions {
  /** An app of your own, in which `createApp(readiness)` is mounted. @default - `createApp(readiness)` alone */
  readonly app?: Fetcher;
  /** Seconds after `drain` after which connections that are still open are cut. @default 10 */
  readonly gracePeriod?: number;
  /** How many connections are served at once; what comes on top is answered with 503 and closed. @default 8192 */
  readonly maxConnections?: number;
}

/** A server that is made but does not listen. */
export interface DrainableServer {
  /** The server of `node:http`, with our limits. */
  readonly http: Server;
  /** How many requests the app has not answered yet. */
  readonly pending: number;
  /**
   * Ends it in order: not ready at once, held requests answered, no new connections, open ones closed after their answer,
   * and cut when the grace period is over. May be called again; the first call counts.
   */
  drain(reason?: string): Promise<void>;
  /** Cuts every connection now. */
  cut(): void;
}

/** How `serve` listens and ends. */
export interface ServeOptions extends ServerOptions {
  /** The address. `::` is every address, IPv4 too; a host without IPv6 gets `0.0.0.0`. @default '::' */
  readonly host?: string;
  /** The TCP port, 0 for any that is free. @default 8080 */
  readonly port?: number;
  /** The signals that drain; a second one cuts every connection. @default ['SIGTERM', 'SIGINT'] */
  readonly signals?: readonly NodeJS.Signals[];
  /** What is done after a signal has drained the server. @default - `process.exit` */
  readonly exit?: (code: number) => void;
}

/** A server that listens. */
export interface RunningServer extends Listening {
  /** Drains the server and takes the signal handlers away. */
  close(reason?: string): Promise<void>;
}

/** Limits against clients that are slow or send too much, in milliseconds and bytes. @see https://nodejs.org/docs/latest-v20.x/api/http.html#httpcreateserveroptions-requestlistener */
const LIMITS = {
  headersTimeout: 10_000,
  requestTimeout: 60_000,
  keepAliveTimeout: 5_000,
  connectionsCheckingInterval: 5_000,
  maxHeaderSize: 16 * 1024,
} as const;

/** Enough for every held request, far below a usual limit of open files. */
const MAX_CONNECTIONS = 8_192;

/**
 * Makes the server without listening and without touching the process.
 * @param readiness becomes `draining` when the server drains
 */
export function createServer(readiness: Readiness, options: ServerOptions = {}): DrainableServer {
  const { app, direct } = options.app === undefined ? ownApp(readiness, options) : { app: options.app, direct: () => 'left' as const };
  // A request of HTTP/1.0 need not name its host.
  const listener = getRequestListener((request, env) => app.fetch(request, env), { hostname: 'localhost' });
  const timers = options.timers ?? systemTimers;
  const gracePeriod = options.gracePeriod ?? 10;
  const maxConnections = options.maxConnections ?? MAX_CONNECTIONS;
  let drained: Promise<void> | undefined;

  const http = createHttpServer(LIMITS, (incoming, outgoing) => {
    connections.serve(incoming.socket, outgoing, (refused) => {
      if (refused) {
        refuse(outgoing, readiness, maxConnections);
        return;
      }
      if (drained !== undefined) outgoing.shouldKeepAlive = false;
      const taken = direct(incoming, ({ status, headers, body }) => outgoing.writeHead(status, headers).end(body));
      if (taken === 'left') void listener(incoming, outgoing);
      else if (taken !== 'answered') outgoing.once('close', taken);
    });
  });
  const connections = new Connections(http, maxConnections);

  const drain = (reason: string | undefined): Promise<void> =>
    new Promise((resolve) => {
      const cancel = timers.after(gracePeriod * 1000, () => http.closeAllConnections());
      // Stops listening and closes idle connections; the callback comes when the last connection is gone.
      http.close(() => {
        cancel();
        resolve();
      });
      for (const outgoing of connections.unanswered) outgoing.shouldKeepAlive = false;
      readiness.drain(reason);
    });

  return {
    http,
    get pending() {
      return connections.unanswered.length;
    },
    drain: (reason) => (drained ??= drain(reason)),
    cut: () => http.closeAllConnections(),
  };
}

function refuse(outgoing: ServerResponse, readiness: Readiness, limit: number): void {
  outgoing.shouldKeepAlive = false;
  const body = `too many connections: the limit of ${limit} is reached: close some, or try again later\n`;
  const headers = { 'Content-Type': 'text/plain; charset=UTF-8', 'Content-Length': body.length, 'Retry-After': '1' };
  outgoing.writeHead(503, { ...headers, ...statusHeaders(readiness.state) }).end(body);
}

/** The app that answers for a readiness alone, and what is answered without it. */
function ownApp(readiness: Readiness, options: AppOptions): { readonly app: Fetcher; readonly direct: ReturnType<typeof directAnswers> } {
  const ready = new ReadyEndpoint(readiness, options);
  return { app: createAppOn(ready, readiness, options), direct: directAnswers(ready) };
}

/**
 * Serves a readiness, by itself or with an app of your own, until a signal ends it.
 * @param readiness becomes `draining` at the signal
 * @throws Error with one line for people, when the port cannot be had
 */
export async function serve(readiness: Readiness, options: ServeOptions = {}): Promise<RunningServer> {
  const signals = options.signals ?? ['SIGTERM', 'SIGINT'];
  const exit = options.exit ?? ((code: number) => process.exit(code));
  const server = createServer(readiness, options);
  let ending = false;
  const onSignal = (signal: NodeJS.Signals): void => {
    if (ending) {
      server.cut();
      return;
    }
    ending = true;
    void close(`got ${signal}`).then(() => exit(0));
  };
  const release = (): void => {
    for (const signal of signals) process.off(signal, onSignal);
  };
  const close = async (reason?: string): Promise<void> => {
    await server.drain(reason);
    release();
  };
  // Before it listens: who sees it answer may send a signal.
  for (const signal of signals) process.on(signal, onSignal);
  try {
    return { ...(await listenTcp(server.http, options.host ?? '::', options.port ?? 8080)), close };
  } catch (error) {
    release();
    throw error;
  }
}
