import { connect, type Socket } from 'node:net';
import { expect } from 'vitest';
import { Generator, SEED } from '../../fuzz/generator.ts';
import { many, type Experiment, type Family } from '../support/family.ts';
import { Sidecar } from '../support/sidecar.ts';

const generator = new Generator(SEED);

let shared: Promise<Sidecar> | undefined;
/** One sidecar for all: it is never ready, so whatever makes it say so has opened a gate. */
function sidecar(): Promise<Sidecar> {
  shared ??= Sidecar.start(['--never-ready']);
  return shared;
}

/** What one client does; what came back is looked at by the caller. */
type Client = (socket: Socket) => void | Promise<void>;

const READY = 'GET /ready HTTP/1.1\r\nHost: a\r\n';
const WAIT = `${READY}Prefer: wait=60\r\n\r\n`;

function after(milliseconds: number): Promise<void> {
  return new Promise((resolve) => setTimeout(resolve, milliseconds));
}

/** A connection that is reset has closed, too. */
function happens(socket: Socket, event: string): Promise<void> {
  return new Promise((resolve) => void socket.once(event, () => resolve()));
}

/** Plays clients side by side for a moment, ends them in one way or the other, and gives what each was told. */
async function play({ port }: Sidecar, clients: readonly Client[], milliseconds: number): Promise<readonly string[]> {
  const sockets = clients.map(() => connect(port, '127.0.0.1'));
  const told = await Promise.all(
    sockets.map(async (socket, index) => {
      let text = '';
      socket.on('error', () => socket.destroy());
      await Promise.race(['connect', 'close'].map((event) => happens(socket, event)));
      // A client that reads nothing has paused it.
      socket.on('data', (bytes: Buffer) => (text += bytes.toString('latin1')));
      await (clients[index] as Client)(socket);
      await Promise.race([after(milliseconds), happens(socket, 'close')]);
      return () => text;
    }),
  );
  for (const socket of sockets) {
    if (generator.once(2)) socket.resetAndDestroy();
    else socket.destroy();
  }
  return told.map((text) => text());
}

function plays(name: string, clients: readonly Client[], milliseconds = 200): Experiment {
  return {
    name,
    run: async () => {
      const server = await sidecar();
      for (const text of await play(server, clients, milliseconds)) expect(text).not.toMatch(/startgate-status: *ready|"status":"ready"/i);
      await server.expectLive();
    },
  };
}

const writes = (bytes: string | Uint8Array): Client => (socket) => void socket.write(bytes);

const PIECES = [
  'GET ', 'HEAD ', 'POST ', 'PRI ', 'OPTIONS ', '/ready', '/live', '/startup', '/metrics', '/', '*', '//ready', '/ready/../live', '/%72eady', '/ready?x', 'http://a/ready', ' HTTP/1.1', ' HTTP/1.0', ' HTTP/2.0', ' HTTP/1.',
  '\r\n', '\n', '\r\n\r\n', 'Host: a\r\n', 'Host: a\r\nHost: b\r\n', 'Prefer: wait=60\r\n', 'Prefer: wait=-1\r\n', 'Prefer: wait=1e9\r\n', 'Prefer: wait="5', 'Prefer: ;,;,=\r\n', 'Accept: text/*;q=0\r\n', 'Accept: */*;q=9\r\n',
  'Content-Length: 5\r\n', 'Content-Length: -1\r\n', 'Content-Length: 99999999999\r\n', 'Transfer-Encoding: chunked\r\n', 'Expect: 100-continue\r\n', 'Connection: close\r\n', 'Connection: upgrade\r\nUpgrade: h2c\r\n', '5\r\nhello\r\n0\r\n\r\n', ' folded\r\n', '\0', 'x'.repeat(100),
  'Startgate-Status: ready\r\n',
];

function garbage(index: number): Experiment {
  const clients = Array.from({ length: 8 }, () => {
    const text = generator.once(4) ? Buffer.from(generator.bytes(200)) : Buffer.from(generator.once(2) ? `${READY}${generator.words(PIECES, 10)}\r\n\r\n` : generator.words(PIECES, 12), 'latin1');
    return writes(generator.once(3) ? generator.mutate(text) : text);
  });
  return plays(`eight requests of pieces, ${index}`, clients);
}

/** Requests with one header that is large, odd or many. */
function oversized(index: number): Experiment {
  const size = generator.pick([8_000, 16_500, 70_000, 1_000_000]);
  const line = generator.pick(['A: ', 'Prefer: wait=60,', 'Prefer: wait=', 'Accept: ', 'Cookie: ']);
  const text = generator.pick([
    `GET /${'x'.repeat(size)} HTTP/1.1\r\nHost: a\r\n\r\n`,
    `${READY}${line}${'1'.repeat(size)}\r\n\r\n`,
    `${READY}${`${line}a\r\n`.repeat(size / 10)}\r\n`,
    `${READY}Accept: ${'text/plain;q=0.1,'.repeat(size / 17)}\r\n\r\n`,
    `POST /ready HTTP/1.1\r\nHost: a\r\nContent-Length: ${size}\r\n\r\n${'x'.repeat(size)}`,
    `POST /ready HTTP/1.1\r\nHost: a\r\nTransfer-Encoding: chunked\r\n\r\n${'1\r\nx\r\n'.repeat(size / 6)}`,
  ]);
  return plays(`a request of ${text.length} bytes, ${index}`, [writes(text)]);
}

function pipelined(index: number): Experiment {
  const count = 1 + generator.below(3000);
  const request = generator.pick([WAIT, `${READY}\r\n`, 'GET /live HTTP/1.1\r\nHost: a\r\n\r\n', 'GET /metrics HTTP/1.1\r\nHost: a\r\n\r\n', 'POST /drain HTTP/1.1\r\nHost: a\r\nContent-Length: 0\r\n\r\n']);
  const deaf = generator.once(2);
  const client: Client = (socket) => {
    if (deaf) socket.pause();
    socket.write(request.repeat(count));
  };
  const { name, run } = plays(`${count} requests in a row${deaf ? ', whose answers nobody reads' : ''}, ${index}`, [client, client]);
  return { name, run: () => (turn = turn.then(run, run)) };
}

/** Requests in a row cost the sidecar a processor for a moment: one experiment after the other, or the machine is what is tried. */
let turn = Promise.resolve();

/** Connections that stop half-way. */
function half(index: number): Experiment {
  const at = generator.below(WAIT.length);
  const how = generator.pick(['ends', 'stays', 'resets']);
  const client: Client = (socket) => {
    socket.write(WAIT.slice(0, at));
    if (how === 'ends') socket.end();
    if (how === 'resets') socket.resetAndDestroy();
  };
  return plays(`100 requests of ${at} bytes, of which each client ${how}, ${index}`, Array.from({ length: 100 }, () => client));
}

function held(index: number): Experiment {
  const wait = generator.pick(['60', '0', '0.5', '999999999999', '-5', '1, wait=60', '60; foo=bar', '"60"', 'NaN', '1e3', '']);
  const count = 20 + generator.below(200);
  return plays(`${count} clients that ask to be held for ${JSON.stringify(wait)}, ${index}`, Array.from({ length: count }, () => writes(`${READY}Prefer: wait=${wait}\r\n\r\n`)));
}

function slow(index: number): Experiment {
  const [every, text] = [1 + generator.below(20), generator.pick([WAIT, 'GET /live HTTP/1.0\r\n\r\n', `${READY}A: ${'x'.repeat(500)}\r\n\r\n`])];
  const client: Client = async (socket) => {
    for (let at = 0; at < text.length && at * every < 300; at++) {
      socket.write(text.slice(at, at + 1));
      await after(every);
    }
  };
  return plays(`20 clients that send a byte in ${every} ms, ${index}`, Array.from({ length: 20 }, () => client));
}

/** What HTTP/1.0 clients and browsers of old say, which is an answer and not an error. */
const OLD: readonly Experiment[] = ['GET /live HTTP/1.0\r\n\r\n', 'HEAD /live HTTP/1.0\r\n\r\n', 'GET /live HTTP/1.0\r\nConnection: keep-alive\r\n\r\n'].map((text) => ({
  name: JSON.stringify(text),
  run: async () => {
    const [told] = await play(await sidecar(), [writes(text)], 2000);
    expect(told).toMatch(/^HTTP\/1\.1 200 /);
  },
}));

/** More clients than before, again and again: what one round leaves behind is given back before the next one. */
const GROWTH: Experiment = {
  name: 'forty rounds of 100 clients that ask to be held and go away leave neither files nor memory',
  run: async () => {
    const server = await Sidecar.start(['--never-ready']);
    const round = (): Promise<readonly string[]> => play(server, Array.from({ length: 100 }, () => writes(WAIT.repeat(20))), 20);
    for (let count = 0; count < 10; count++) await round();
    await server.expectReleased(server.holding().files);
    const before = server.holding();
    for (let count = 0; count < 40; count++) await round();
    await server.expectReleased(before.files);
    // The heap grows and shrinks by some megabytes; a leak of these requests, 80,000 of them, would be more.
    expect(server.holding().memory - before.memory).toBeLessThan(25);
    await server.expectEnds();
  },
};

/** All that was done to the one sidecar, and then SIGTERM. */
const END: Experiment = {
  name: 'SIGTERM while a hundred clients are held',
  run: async () => {
    const server = await Sidecar.start(['--never-ready']);
    const playing = play(server, Array.from({ length: 100 }, () => writes(WAIT)), 5000);
    while (!(await server.asks('/metrics')).body.includes('startgate_held_requests 100')) await after(10);
    await server.expectEnds();
    for (const text of await playing) expect(text).toMatch(/^HTTP\/1\.1 503 [^]*startgate-status: draining/i);
  },
};

export const requests: Family = {
  name: 'requests to the sidecar',
  controls: [
    {
      name: 'a sidecar that is ready says so',
      run: async () => {
        const server = await Sidecar.start([]);
        expect((await play(server, [writes(WAIT)], 2000))[0]).toMatch(/startgate-status: ready/i);
        await server.expectEnds();
      },
    },
  ],
  experiments: [...many(20, garbage), ...many(10, oversized), ...many(10, pipelined), ...many(6, half), ...many(8, held), ...many(4, slow), ...OLD, GROWTH, END],
};
