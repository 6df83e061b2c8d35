import type { Server, ServerResponse } from 'node:http';
import type { Socket } from 'node:net';

/** What becomes of a request, by what its connection has open. */
export type Admission =
  /** Nothing is open before it: it may be held. */
  | 'first'
  /** Its answer is sent after others: it is answered at once. */
  | 'behind'
  /** Its connection came on top of the limit. */
  | 'refused'
  /** Its client is gone, or sent too much without waiting for answers and was cut. */
  | 'gone';

/** More requests than this without an answer are no use to a client, as answers are sent in order. */
export const MAX_UNANSWERED = 64;

/** So many connections over the limit are told so; more are closed without a word. */
export const SPARE_CONNECTIONS = 1024;

interface Connection {
  /** It came on top of the limit. */
  readonly refused: boolean;
  readonly unanswered: Set<ServerResponse>;
}

/**
 * The connections of a server, and the requests of each that are not answered yet. Only the socket tells when a client is gone: of
 * requests that are sent without waiting for an answer (pipelined), only the first response hears of it.
 */
export class Connections {
  readonly #connections = new Map<Socket, Connection>();

  /** @param limit how many connections are served at once */
  constructor(server: Server, limit: number) {
    server.maxConnections = limit + SPARE_CONNECTIONS;
    server.on('connection', (socket) => {
      this.#connections.set(socket, { refused: this.#connections.size >= limit, unanswered: new Set() });
      socket.once('close', () => this.#connections.delete(socket));
    });
  }

  /** Every response that is not sent yet. */
  get unanswered(): readonly ServerResponse[] {
    return [...this.#connections.values()].flatMap(({ unanswered }) => [...unanswered]);
  }

  /** Takes one request into account. */
  admit(socket: Socket, response: ServerResponse): Admission {
    const connection = this.#connections.get(socket);
    if (connection === undefined || socket.destroyed) return 'gone';
    const { refused, unanswered } = connection;
    if (unanswered.size >= MAX_UNANSWERED) {
      socket.destroy();
      return 'gone';
    }
    unanswered.add(response);
    response.once('close', () => unanswered.delete(response));
    if (refused) return 'refused';
    return unanswered.size === 1 ? 'first' : 'behind';
  }
}
