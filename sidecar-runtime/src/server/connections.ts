import type { Server, ServerResponse } from 'node:http';
import type { Socket } from 'node:net';

/** More requests than this without an answer are no use to a client, as answers are sent in order. */
export const MAX_UNANSWERED = 64;

/** So many connections over the limit are told so; more are closed without a word. */
export const SPARE_CONNECTIONS = 1024;

/** Serves a request; `refused`: its connection came on top of the limit. */
export type Serve = (refused: boolean) => void;

interface Connection {
  /** It came on top of the limit. */
  readonly refused: boolean;
  /** In the order in which they came; the first one is being served. */
  readonly unanswered: { readonly response: ServerResponse; readonly serve: Serve }[];
}

/**
 * The connections of a server, and the requests of each that are not answered yet. Requests that are sent without waiting for an answer
 * (pipelined) are served one after another: Node stops reading from a connection when answers pile up behind a held one, and would not
 * see that the client is gone.
 */
export class Connections {
  readonly #connections = new Map<Socket, Connection>();

  /** @param limit how many connections are served at once */
  constructor(server: Server, limit: number) {
    server.maxConnections = limit + SPARE_CONNECTIONS;
    server.on('connection', (socket) => {
      this.#connections.set(socket, { refused: this.#connections.size >= limit, unanswered: [] });
      socket.once('close', () => this.#connections.delete(socket));
    });
  }

  /** Every response that is not sent yet. */
  get unanswered(): readonly ServerResponse[] {
    return [...this.#connections.values()].flatMap(({ unanswered }) => unanswered.map(({ response }) => response));
  }

  /** Serves a request when those before it on its connection are answered. A client that sent too many without waiting is cut. */
  serve(socket: Socket, response: ServerResponse, serve: Serve): void {
    const connection = this.#connections.get(socket);
    if (connection === undefined || socket.destroyed) return;
    const { refused, unanswered } = connection;
    if (unanswered.length >= MAX_UNANSWERED) {
      socket.destroy();
      return;
    }
    unanswered.push({ response, serve });
    response.once('close', () => {
      unanswered.shift();
      if (!socket.destroyed) unanswered[0]?.serve(refused);
    });
    if (unanswered.length === 1) serve(refused);
  }
}
