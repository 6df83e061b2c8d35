import { connect, type Socket } from 'node:net';

/** What became of the requests of the clients. */
export interface Tally {
  sent: number;
  answered: number;
  /** Given up by the client, which is its right. */
  left: number;
  /** The connection ended or the time was up without an answer. */
  lost: string[];
}

/**
 * Numbers from 0 to 1, the same ones for the same seed.
 * @see https://en.wikipedia.org/wiki/Linear_congruential_generator
 */
export function randomOf(seed: number): () => number {
  let state = seed;
  return () => (state = (Math.imul(state, 1_664_525) + 1_013_904_223) >>> 0) / 2 ** 32;
}

/** How long an answer may take longer than it was asked to be held. */
const PATIENCE = 30_000;

/** Clients that ask to be held, get an answer or go away, and ask again, until they are stopped. */
export class Clients {
  readonly tally: Tally = { sent: 0, answered: 0, left: 0, lost: [] };
  readonly #port: number;
  readonly #random: () => number;
  readonly #sockets = new Set<Socket>();
  #running = true;

  constructor(port: number, random: () => number) {
    this.#port = port;
    this.#random = random;
  }

  /** One that asks again and again; it settles when all are stopped. */
  async asking(): Promise<void> {
    while (this.#running) {
      const socket = await this.#open();
      // Some requests one after another on a connection, then a new one.
      do await this.#ask(socket);
      while (!socket.destroyed && this.#random() < 0.7);
      socket.destroy();
    }
  }

  /** One that sends its request a byte at a time and never ends it. */
  async slow(): Promise<void> {
    while (this.#running) {
      const socket = await this.#open();
      const timer = setInterval(() => socket.write('x'), 500);
      socket.write('GET /ready HTTP/1.1\r\nHost: localhost\r\nX-Slow: ');
      await new Promise((resolve) => socket.resume().once('close', resolve));
      clearInterval(timer);
    }
  }

  /** One that sends requests one behind the other and reads no answer, and then goes away. */
  async deaf(): Promise<void> {
    while (this.#running) {
      const socket = (await this.#open()).pause();
      socket.write('GET /ready HTTP/1.1\r\nHost: localhost\r\nPrefer: wait=60\r\n\r\n'.repeat(50));
      await new Promise((resolve) => {
        setTimeout(resolve, 5_000 * this.#random());
        socket.once('close', resolve);
      });
      socket.destroy();
    }
  }

  /** Lets nobody ask again. */
  stop(): void {
    this.#running = false;
  }

  /** Ends what is still open. */
  cut(): void {
    for (const socket of this.#sockets) socket.destroy();
  }

  async #open(): Promise<Socket> {
    const socket = connect(this.#port, '127.0.0.1').on('error', () => undefined);
    this.#sockets.add(socket);
    socket.once('close', () => this.#sockets.delete(socket));
    await new Promise((resolve) => socket.once('connect', resolve).once('close', resolve));
    return socket;
  }

  /** One request and its answer; one of ten goes away before. */
  #ask(socket: Socket): Promise<void> {
    const wait = 1 + Math.floor(this.#random() * 10);
    const leaves = this.#random() < 0.1;
    this.tally.sent++;
    socket.write(`GET /ready HTTP/1.1\r\nHost: localhost\r\nPrefer: wait=${wait}\r\n\r\n`);
    return new Promise((resolve) => {
      let text = '';
      const done = (count: () => void): void => {
        clearTimeout(timer);
        socket.off('data', read).off('close', closed);
        count();
        resolve();
      };
      const lose = (why: string): void => done(() => this.tally.lost.push(`${why} after "${text}"`));
      const leave = (): void => {
        done(() => this.tally.left++);
        socket.destroy();
      };
      const read = (chunk: Buffer): void => {
        text += chunk.toString();
        const length = /content-length: (\d+)\r\n/i.exec(text)?.[1];
        const body = text.indexOf('\r\n\r\n') + 4;
        if (body < 4 || text.length < body + Number(length)) return;
        if (/^HTTP\/1\.1 (200|503) /.test(text)) done(() => this.tally.answered++);
        else lose('an odd answer');
      };
      const closed = (): void => lose('closed');
      const timer = leaves ? setTimeout(leave, wait * 1000 * this.#random()) : setTimeout(() => lose('no answer'), wait * 1000 + PATIENCE);
      socket.on('data', read).on('close', closed);
    });
  }
}
