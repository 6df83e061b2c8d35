import { readFileSync, writeFileSync } from 'node:fs';
import net from 'node:net';
import { join } from 'node:path';
import { expect } from 'vitest';
import { withServer } from '../../faults/fault.ts';
import { folder } from '../../faults/folder.ts';
import { drips, endless, keeps, resetsAfter, says, staysAfter, type Stranger } from '../../faults/stranger.ts';
import { Generator, SEED } from '../../fuzz/generator.ts';
import { grpcAnswer, mayOpenGrpc } from '../../fuzz/grpc-cases.ts';
import { httpAnswer, mayOpenHttp } from '../../fuzz/http-cases.ts';
import { many, type Experiment, type Family } from '../support/family.ts';
import { CONTROLS, expectClosed, expectOpened, runGuard, SHORT, type Ended } from '../support/guard.ts';

const generator = new Generator(SEED);

/** The first of many answers that must not open a gate. */
function closedOnly(make: (generator: Generator) => Uint8Array, mayOpen: (bytes: Uint8Array) => boolean): Uint8Array {
  for (;;) {
    const bytes = make(generator);
    if (!mayOpen(bytes)) return bytes;
  }
}

/** Ways to bring an answer. */
const MANNERS: readonly ((bytes: Uint8Array) => Stranger)[] = [
  says,
  staysAfter,
  (bytes) => drips(Buffer.from(bytes).toString('latin1') || '\0', 1 + generator.below(30)),
  (bytes) => resetsAfter(Buffer.from(bytes).toString('latin1')),
  (bytes) => pieces(generator.cut(bytes.subarray(0, 300))),
];

function pieces(all: readonly Uint8Array[]): Stranger {
  return (socket) =>
    socket.once('data', () => {
      for (const piece of all) socket.write(piece);
      socket.end();
    });
}

function guard(target: string): Promise<Ended> {
  const log = join(folder(), 'log');
  writeFileSync(log, '');
  return runGuard([...SHORT, '--wait', `x=${target}`], { env: { STARTGATE_TERMINATION_LOG: log } }).then((ended) => {
    // It becomes the message of a Pod's status, which many may read.
    const message = readFileSync(log, 'latin1');
    expect([CONTROLS.test(message), message.length > 4096, message === '']).toEqual([false, false, ended.opened]);
    return ended;
  });
}

function asked(name: string, target: (port: number) => string, stranger: Stranger): Experiment {
  return { name, run: async () => expectClosed(await withServer(stranger, (port) => guard(target(port)))) };
}

const READY = Buffer.from('HTTP/1.1 200 OK\r\nContent-Length: 0\r\n\r\n');

const HTTP = (port: number): string => `http://127.0.0.1:${port}/`;
const GRPC = (port: number): string => `grpc://127.0.0.1:${port}`;

function http(index: number): Experiment {
  const manner = generator.below(MANNERS.length);
  return asked(`an http answer, ${index}, in manner ${manner}`, HTTP, (MANNERS[manner] as (bytes: Uint8Array) => Stranger)(closedOnly(httpAnswer, mayOpenHttp)));
}

function grpc(index: number): Experiment {
  // What one byte too few or too many makes of an answer is another answer: these two bring it whole.
  const manner = generator.pick([0, 1, 4]);
  return asked(`a gRPC answer, ${index}, in manner ${manner}`, GRPC, (MANNERS[manner] as (bytes: Uint8Array) => Stranger)(closedOnly(grpcAnswer, mayOpenGrpc)));
}

/** Not ready over each new connection. Over one that was kept it says anything, also that it is ready: it is no word to be taken. */
function kept(index: number): Experiment {
  const busy = Buffer.from(`HTTP/1.1 503 No\r\nContent-Length: ${generator.pick(['0\r\n\r\n', '4\r\n\r\nbusy'])}`);
  const words = Array.from({ length: 3 }, () => generator.pick([READY, httpAnswer(generator), Buffer.concat([busy, READY]), busy]));
  const [ahead, ...then] = [generator.once(3) ? words[0] : undefined, ...words];
  return asked(`an answer over a connection that is kept, ${index}`, HTTP, keeps(ahead === undefined ? busy : Buffer.concat([busy, ahead as Uint8Array]), ...(then as Uint8Array[])));
}

/** The same over a unix socket. */
function unix(index: number): Experiment {
  const bytes = closedOnly(httpAnswer, mayOpenHttp);
  return {
    name: `an http answer over a unix socket, ${index}`,
    run: async () => {
      const path = join(folder(), 'socket');
      const server = net.createServer((socket) => says(bytes)(socket.on('error', () => socket.destroy())));
      await new Promise<void>((resolve) => server.listen(path, resolve));
      try {
        expectClosed(await guard(`unix://${path}:/ready`));
      } finally {
        server.close();
      }
    },
  };
}

/** What a log or a terminal may take for more than text. */
const ESCAPES = ['\x1b[2J', '\x1b]0;title\x07', '\r', '\x08\x08', '\x9b31m', '\u202e', '\x7f', '%s%n', '\xff\xfe', '\x00', '\n', '{"a":1}', '\u2028'];

function reason(): Experiment {
  const text = Array.from({ length: 1 + generator.below(30) }, () => generator.pick(['x', ...ESCAPES])).join('').repeat(generator.pick([1, 20, 500]));
  const status = generator.pick(['starting', 'failed', 'draining', 'constructor', '__proto__', `ready${generator.pick(ESCAPES)}`]);
  const answer = `HTTP/1.1 503 ${text}\r\nStartgate-Status: ${status}\r\nStartgate-Reason: ${text}\r\n\r\n${text}`;
  return asked(`a reason of ${text.length} letters, status ${JSON.stringify(status)}`, HTTP, says(Buffer.from(answer)));
}

function sized(): Experiment {
  const size = 4000 + generator.below(130_000);
  const [line, end] = generator.pick([['A: ', '\r\n'], ['', '\r\n'], ['A: b\r\n', ''], ['Startgate-Reason: ', '\r\n'], ['\0', ''], ['a:', '\n']]);
  const answer = `HTTP/1.1 503 No\r\n${`${line}${'x'.repeat(generator.pick([0, 1, 100, size]))}${end}`.repeat(Math.ceil(size / 100)).slice(0, size)}`;
  return asked(`a header of ${size} bytes, of lines like ${JSON.stringify(line)}`, HTTP, generator.once(2) ? says(answer) : endless(answer, 'x: y\r\n'));
}

/** Servers that do not answer at all, in many ways. */
const SILENT: readonly Experiment[] = [HTTP, GRPC].flatMap((target, index) => [
  asked(`nothing, to ${index}`, target, (socket) => socket.resume()),
  asked(`nothing is read, by ${index}`, target, () => undefined),
  asked(`an end at once, to ${index}`, target, (socket) => socket.resume().end()),
  asked(`a reset at once, to ${index}`, target, (socket) => socket.resetAndDestroy()),
  asked(`zeros without end, to ${index}`, target, endless('', '\0'.repeat(4096))),
  asked(`the question again and again, to ${index}`, target, (socket) => socket.on('data', (bytes: Buffer) => socket.write(bytes))),
]);

export const answers: Family = {
  name: 'answers of servers',
  controls: [{ name: 'a server that is ready', run: async () => expectOpened(await withServer(says('HTTP/1.1 200 OK\r\n\r\n'), (port) => runGuard(['--timeout=20s', '--wait', HTTP(port)]))) }],
  experiments: [...many(40, http), ...many(30, grpc), ...many(6, unix), ...many(16, reason), ...many(10, sized), ...SILENT, ...many(20, kept)],
};
