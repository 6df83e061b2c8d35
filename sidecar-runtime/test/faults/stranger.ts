import { once } from 'node:events';
import net from 'node:net';
import { Worker } from 'node:worker_threads';

/** What a stranger at the other end of a connection does wrong. */
export type Stranger = (socket: net.Socket) => void;

/** Says something once it was asked, and ends. */
export function says(text: string | Uint8Array): Stranger {
  return (socket) => socket.once('data', () => socket.end(text));
}

/** Says something once it was asked, and then nothing more, without an end. */
export function staysAfter(text: string | Uint8Array): Stranger {
  return (socket) => socket.once('data', () => void socket.write(text));
}

/** Says something and breaks the connection. */
export function resetsAfter(text: string): Stranger {
  return (socket) => socket.once('data', () => socket.write(text, () => socket.resetAndDestroy()));
}

/** Says one byte after another, some milliseconds apart. */
export function drips(text: string, apart: number): Stranger {
  return (socket) => {
    let at = 0;
    const timer = setInterval(() => void socket.write(text[at++ % text.length] as string), apart);
    socket.once('close', () => clearInterval(timer));
    socket.resume();
  };
}

/** Says `first`, and then the same again and again for as long as somebody reads. */
export function endless(first: string, again: string): Stranger {
  return (socket) => {
    socket.resume();
    socket.write(first);
    const more = (): void => {
      while (!socket.destroyed && socket.write(again));
    };
    socket.on('drain', more);
    more();
  };
}

/** Says one thing after another, a connection each, round and round. */
export function alternates(...texts: readonly string[]): Stranger {
  let count = 0;
  return (socket) => says(texts[count++ % texts.length] as string)(socket);
}

/** Answers the requests of each connection one after another; with undefined it breaks it. Behind the last one it says nothing. */
export function keeps(...answers: readonly (string | Uint8Array | undefined)[]): Stranger {
  return (socket) => {
    let count = 0;
    socket.on('data', () => {
      const answer = answers[count++];
      if (answer !== undefined) socket.write(answer);
      else if (count <= answers.length) socket.resetAndDestroy();
    });
  };
}

/** Says something else on its second connection and on all after it. */
export function firstThen(first: Stranger, then: Stranger): Stranger {
  let count = 0;
  return (socket) => (count++ === 0 ? first : then)(socket);
}

/**
 * A port whose queue of connections is full: nobody takes the first ones, and the kernel drops every SYN after them.
 *
 * @returns the port and how to end it
 */
export async function blackHole(): Promise<{ readonly port: number; readonly end: () => Promise<void> }> {
  const code = `
    const { parentPort } = require('node:worker_threads');
    const server = require('node:net').createServer();
    server.listen({ port: 0, host: '127.0.0.1', backlog: 1 }, () => {
      parentPort.postMessage(server.address().port);
      Atomics.wait(new Int32Array(new SharedArrayBuffer(4)), 0, 0);
    });`;
  const worker = new Worker(code, { eval: true });
  const [port] = (await once(worker, 'message')) as [number];
  const queued = await Promise.all([0, 1].map(() => fill(port)));
  return {
    port,
    end: async () => {
      for (const socket of queued) socket.destroy();
      await worker.terminate();
    },
  };
}

async function fill(port: number): Promise<net.Socket> {
  const socket = net.connect(port, '127.0.0.1');
  socket.on('error', () => socket.destroy());
  await once(socket, 'connect');
  return socket;
}
