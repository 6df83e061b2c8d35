import dgram from 'node:dgram';
import { once } from 'node:events';
import { writeFileSync } from 'node:fs';
import net from 'node:net';
import { join } from 'node:path';
import { withServer } from '../../faults/fault.ts';
import { folder } from '../../faults/folder.ts';
import { asRoot } from '../../faults/namespace.ts';
import { Generator, SEED } from '../../fuzz/generator.ts';
import type { Question } from '../../../src/resolver/dns-message.ts';
import { dnsReply } from '../../support/dns-reply.ts';
import { many, type Experiment, type Family } from '../support/family.ts';
import { expectClosed, expectOpened, Guard, SHORT, terminate, type Ended } from '../support/guard.ts';

/** What a name server sends back, each as a datagram or as a message over TCP; `undefined` says nothing. */
interface NameServer {
  readonly udp?: (question: Question) => readonly Uint8Array[];
  /** Bytes as they are, lengths included. */
  readonly tcp?: (question: Question, socket: net.Socket) => void;
}

const generator = new Generator(SEED);

/** The right answer: the gate opens on it. */
function here(question: Question): Uint8Array {
  return dnsReply(question, { answers: question.type === 1 ? [{ owner: question.name, type: 1, data: Uint8Array.of(127, 0, 0, 1) }] : [] });
}

function questionOf(bytes: Uint8Array): Question {
  const view = Buffer.from(bytes);
  const end = view.indexOf(0, 12);
  let name = '';
  for (let at = 12; at < end; at += 1 + view.readUInt8(at)) name += `.${view.toString('latin1', at + 1, at + 1 + view.readUInt8(at))}`;
  return { id: view.readUInt16BE(0), name: name.slice(1), type: view.readUInt16BE(end + 1) as Question['type'] };
}

let servers = 0;

/** Servers on port 53 of a loopback address of their own. */
async function withNameServer<T>({ udp, tcp }: NameServer, use: (address: string) => Promise<T>): Promise<T> {
  const address = `127.53.${10 + (process.pid % 200)}.${++servers}`;
  const datagrams = dgram.createSocket('udp4').on('message', (bytes, from) => {
    for (const reply of udp?.(questionOf(bytes)) ?? []) datagrams.send(reply, from.port, from.address);
  });
  datagrams.bind(53, address);
  const sockets = new Set<net.Socket>();
  const streams = net.createServer((socket) => {
    sockets.add(socket.on('error', () => socket.destroy()));
    socket.once('data', (bytes) => tcp?.(questionOf(bytes.subarray(2)), socket));
  });
  streams.listen(53, address);
  await Promise.all([once(datagrams, 'listening'), once(streams, 'listening')]);
  try {
    return await use(address);
  } finally {
    datagrams.close();
    streams.close();
    for (const socket of sockets) socket.destroy();
  }
}

/** A guard whose `/etc/resolv.conf` names a server. */
function guard(resolvConf: string, port: number, times: readonly string[] = SHORT): Guard {
  const path = join(folder(), 'resolv.conf');
  writeFileSync(path, resolvConf);
  const wrapper = [...asRoot('--mount'), 'sh', '-ec', 'mount --bind "$1" /etc/resolv.conf; shift; exec "$@"', 'sh', path];
  return new Guard([...times, '--wait', `x=tcp://db.shop.example:${port}`], { wrapper });
}

/** A target that is open for whoever finds it, behind a name that a hostile server tells. */
function asks(server: NameServer, times?: readonly string[]): Promise<Ended> {
  return withServer((socket) => socket.end(), (port) => withNameServer(server, (address) => guard(`nameserver ${address}\n`, port, times).ended));
}

function closed(name: string, server: NameServer): Experiment {
  return { name, run: async () => expectClosed(await asks(server)) };
}

const UNTRUE: readonly (readonly [string, (question: Question) => Uint8Array])[] = [
  ['with another id', (question) => here({ ...question, id: question.id ^ (1 << generator.below(16)) })],
  ['to another name', (question) => here({ ...question, name: `x${question.name}` })],
  ['to another type', (question) => here({ ...question, type: 16 as Question['type'] })],
  ['that is a question', (question) => changed(here(question), 2, (byte) => byte & 0x7f)],
  ['that says failure', (question) => changed(here(question), 3, (byte) => byte | 2)],
  ['that says that there is no such name', (question) => changed(here(question), 3, (byte) => byte | 3)],
  ['of another owner', (question) => dnsReply(question, { answers: [{ owner: 'evil.example', type: 1, data: Uint8Array.of(127, 0, 0, 1) }] })],
  ['of another class', (question) => changed(here(question), -11, () => 3)],
  ['with an address of three bytes', (question) => dnsReply(question, { answers: [{ owner: question.name, type: 1, data: Uint8Array.of(127, 0, 1) }] })],
  ['that is cut in its address', (question) => here(question).slice(0, -1 - generator.below(4))],
  ['of aliases in a ring', (question) => dnsReply(question, { answers: [{ owner: question.name, type: 5, alias: 'a' }, { owner: 'a', type: 5, alias: question.name }] })],
  ['of 200 aliases', (question) => dnsReply(question, { answers: Array.from({ length: 200 }, (_, index) => ({ owner: `a${index}`, type: 5, alias: `a${index + 1}` })) })],
  ['that points at itself', (question) => Uint8Array.from([...dnsReply(question, {}).slice(0, 6), 0, 1, 0, 0, 0, 0, 0xc0, 12, 0, 1, 0, 1, 0xc0, 12])],
  ['that counts more than it has', (question) => changed(dnsReply(question, {}), 6, () => 0xff)],
  ['of the address of everybody', (question) => dnsReply(question, { answers: [{ owner: question.name, type: 1, data: Uint8Array.of(255, 255, 255, 255) }] })],
];

function changed(bytes: Uint8Array, at: number, change: (byte: number) => number): Uint8Array {
  const index = at < 0 ? bytes.length + at : at;
  return bytes.map((byte, other) => (other === index ? change(byte) : byte));
}

const ANY_BYTES = (question: Question): Uint8Array => {
  const bytes = generator.once(2) ? generator.bytes(512) : generator.mutate(dnsReply(question, { answers: [{ owner: question.name, type: 5, alias: 'a.b' }] }));
  return generator.once(3) ? bytes : Uint8Array.from([question.id >> 8, question.id & 0xff, ...bytes.slice(2)]);
};

/** What asks over TCP was told over UDP that the answer is too long. */
const TRUNCATED = (question: Question): readonly Uint8Array[] => [dnsReply(question, { truncated: true })];

function overTcp(bytes: Uint8Array): Uint8Array {
  return Uint8Array.from([bytes.length >> 8, bytes.length & 0xff, ...bytes]);
}

/** A message of names of many small labels, which point at each other: much work for few bytes. */
function labels(question: Question): Uint8Array {
  const bytes = [...dnsReply(question, {})];
  const count = 2000 + generator.below(2000);
  bytes.splice(6, 2, count >> 8, count & 0xff);
  for (let index = 0; index < count; index++) bytes.push(1, 97, 0xc0, index === 0 ? 12 : Math.min(255, 30 + index), 0, 5, 0, 1, 0, 0, 0, 0, 0, 2, 0xc0, 12);
  return Uint8Array.from(bytes.slice(0, 65_535));
}

const OVER_TCP: readonly Experiment[] = [
  closed('over TCP: nothing', { udp: TRUNCATED, tcp: () => undefined }),
  closed('over TCP: an end', { udp: TRUNCATED, tcp: (_, socket) => socket.end() }),
  closed('over TCP: a reset', { udp: TRUNCATED, tcp: (_, socket) => socket.resetAndDestroy() }),
  closed('over TCP: a length, and nothing', { udp: TRUNCATED, tcp: (_, socket) => void socket.write(Uint8Array.of(0xff, 0xff)) }),
  closed('over TCP: a length of nothing', { udp: TRUNCATED, tcp: (_, socket) => void socket.write(Uint8Array.of(0, 0)) }),
  closed('over TCP: half an answer', { udp: TRUNCATED, tcp: (question, socket) => socket.end(overTcp(here(question)).slice(0, 20)) }),
  closed('over TCP: truncated again', { udp: TRUNCATED, tcp: (question, socket) => socket.end(overTcp(dnsReply(question, { truncated: true }))) }),
  closed('over TCP: 64 KiB of zeros', { udp: TRUNCATED, tcp: (_, socket) => socket.end(overTcp(new Uint8Array(65_535))) }),
  ...many(4, (index) => closed(`over TCP: names that point at names, ${index}`, { udp: TRUNCATED, tcp: (question, socket) => socket.end(overTcp(labels(question))) })),
  ...many(6, (index) => closed(`over TCP: any bytes, ${index}`, { udp: TRUNCATED, tcp: (question, socket) => socket.end(overTcp(ANY_BYTES(question))) })),
];

/** A server that keeps the waiter busy, and SIGTERM. */
function stopped(index: number): Experiment {
  const server: NameServer = { udp: TRUNCATED, tcp: (question, socket) => socket.write(overTcp(labels(question))) };
  return {
    name: `names that point at names, and SIGTERM, ${index}`,
    run: () =>
      withNameServer(server, async (address) => {
        const running = guard(`nameserver ${address}\n`, 1, ['--timeout=60s', '--request-timeout=150ms']);
        await running.running.says('waiting for');
        expectClosed(await terminate(running, 'SIGTERM'), 143);
      }),
  };
}

export const names: Family = {
  name: 'name servers',
  controls: [
    { name: 'a server that tells the truth', run: async () => expectOpened(await asks({ udp: (question) => [here(question)] }, ['--timeout=20s'])) },
    { name: 'the same over TCP', run: async () => expectOpened(await asks({ udp: TRUNCATED, tcp: (question, socket) => socket.end(overTcp(here(question))) }, ['--timeout=20s'])) },
  ],
  experiments: [
    ...UNTRUE.map(([what, reply]) => closed(`an answer ${what}`, { udp: (question) => [reply(question)] })),
    ...many(12, (index) => closed(`any bytes, ${index}`, { udp: (question) => Array.from({ length: 1 + generator.below(5) }, () => ANY_BYTES(question)) })),
    closed('nothing', {}),
    closed('a thousand answers with other ids', { udp: (question) => Array.from({ length: 1000 }, (_, index) => here({ ...question, id: (question.id + 1 + index) & 0xffff })) }),
    ...OVER_TCP,
    ...many(4, stopped),
  ],
};

