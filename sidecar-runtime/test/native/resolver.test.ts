import { spawn } from 'node:child_process';
import { copyFileSync, mkdirSync, writeFileSync } from 'node:fs';
import dgram from 'node:dgram';
import { once } from 'node:events';
import net from 'node:net';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import type { Question } from '../../src/resolver/dns-message.ts';
import { dnsReply } from '../support/dns-reply.ts';
import { tempFolder } from '../support/temp-folder.ts';

/** The whole executable with real name servers, in a root of its own where it finds nothing but its two files. */
const EXECUTABLE = join(import.meta.dirname, '../../native/linux-amd64/startgate');

/** Loopback addresses of our own, as name servers answer on port 53 only. */
const SERVER = '127.53.0.1';
const PORT = 53;

let closers: (() => void)[] = [];
let target = 0;
beforeEach(async () => {
  const server = net.createServer((socket) => socket.destroy()).listen(0, '127.0.0.1');
  await once(server, 'listening');
  closers = [() => server.close()];
  target = (server.address() as net.AddressInfo).port;
});
afterEach(() => {
  for (const close of closers) close();
});

function rootWith(resolvConf: string, hosts = ''): string {
  const root = tempFolder();
  mkdirSync(join(root, 'etc'));
  mkdirSync(join(root, 'dev'));
  writeFileSync(join(root, 'etc/resolv.conf'), resolvConf);
  writeFileSync(join(root, 'etc/hosts'), hosts);
  copyFileSync(EXECUTABLE, join(root, 'startgate'));
  return root;
}

/** Waits for a host in that root; gives the exit code, what was said, and how long it took in milliseconds. */
async function waitIn(root: string, host: string, ...options: readonly string[]): Promise<{ code: number; stderr: string; took: number }> {
  const start = performance.now();
  const child = spawn('chroot', [root, '/startgate', 'wait', ...options, `x=tcp://${host}:${target}`], { stdio: ['ignore', 'ignore', 'pipe'] });
  let stderr = '';
  child.stderr.setEncoding('utf8').on('data', (text: string) => (stderr += text));
  const [code] = (await once(child, 'close')) as [number];
  return { code, stderr, took: performance.now() - start };
}

function questionOf(bytes: Uint8Array): Question {
  const end = bytes.indexOf(0, 12);
  let name = '';
  for (let at = 12; at < end; at += 1 + (bytes[at] as number)) name += `.${String.fromCharCode(...bytes.subarray(at + 1, at + 1 + (bytes[at] as number)))}`;
  return { id: ((bytes[0] as number) << 8) | (bytes[1] as number), name: name.slice(1), type: bytes[end + 2] === 1 ? 1 : 28 };
}

/** Serves over UDP; gives every name that was asked for. */
async function serveUdp(answer: (question: Question) => Uint8Array | undefined): Promise<string[]> {
  const asked: string[] = [];
  const socket = dgram.createSocket('udp4');
  closers.push(() => socket.close());
  socket.on('message', (bytes, { port, address }) => {
    const question = questionOf(bytes);
    asked.push(question.name);
    const reply = answer(question);
    if (reply !== undefined) socket.send(reply, port, address);
  });
  socket.bind(PORT, SERVER);
  await once(socket, 'listening');
  return asked;
}

function here(question: Question): Uint8Array {
  return dnsReply(question, { answers: question.type === 1 ? [{ owner: question.name, type: 1, data: Uint8Array.of(127, 0, 0, 1) }] : [] });
}

/** The longest reply over TCP, of records whose names are each as long as the reply. */
function longNames(question: Question): Uint8Array {
  const head = dnsReply(question, {});
  const bytes = new Uint8Array(2 + 65_535).fill(1);
  const reply = bytes.subarray(2);
  const [count, size] = [1000, 12];
  const name = head.length + count * size;
  bytes.set([0xff, 0xff]);
  reply.set(head);
  reply.set([0x03, 0xe8], 6);
  for (let at = head.length; at < name; at += size) reply.set([0xc0 | (name >> 8), name & 0xff, 0, 1, 0, 1, 0, 0, 0, 0, 0, 0], at);
  // One of the two ends the name, whichever is the length of a label.
  reply.fill(0, reply.length - 2);
  return bytes;
}

describe('a host name', () => {
  test('is found in the hosts file without any server', async () => {
    expect((await waitIn(rootWith('', '127.0.0.1 db\n'), 'db')).code).toBe(0);
  });

  test('is found through the search list', async () => {
    const asked = await serveUdp((question) => (question.name === 'db.two' ? here(question) : dnsReply(question, { code: 3 })));
    expect((await waitIn(rootWith(`nameserver ${SERVER}\nsearch one two\noptions ndots:5\n`), 'db')).code).toBe(0);
    expect([...new Set(asked)]).toEqual(['db.one', 'db.two']);
  });

  test('is found over TCP when the answer is too long', async () => {
    await serveUdp((question) => dnsReply(question, { truncated: true }));
    const server = net.createServer((socket) => {
      socket.on('data', (bytes) => {
        const reply = here(questionOf(bytes.subarray(2)));
        // One byte at a time, as a stream may come.
        for (const byte of [0, reply.length, ...reply]) socket.write(Uint8Array.of(byte));
      });
      socket.on('error', () => socket.destroy());
    });
    server.listen(PORT, SERVER);
    await once(server, 'listening');
    closers.push(() => server.close());
    expect((await waitIn(rootWith(`nameserver ${SERVER}\n`), 'db')).code).toBe(0);
  });

  test('costs a try its own time only when its server answers with 1000 records that point to a name of 50 KiB', async () => {
    await serveUdp((question) => dnsReply(question, { truncated: true }));
    const server = net.createServer((socket) => {
      socket.on('data', (bytes) => socket.write(longNames(questionOf(bytes.subarray(2)))));
      socket.on('error', () => socket.destroy());
    });
    server.listen(PORT, SERVER);
    await once(server, 'listening');
    closers.push(() => server.close());
    const { code, took } = await waitIn(rootWith(`nameserver ${SERVER}\n`), 'db', '--timeout=700ms', '--request-timeout=200ms');
    expect(code).toBe(69);
    expect(took).toBeLessThan(2500);
  });

  test('costs a try its own time only when its server is silent', async () => {
    await serveUdp(() => undefined);
    const { code, stderr, took } = await waitIn(rootWith(`nameserver ${SERVER}\n`), 'db', '--timeout=700ms', '--request-timeout=200ms');
    expect([code, stderr]).toEqual([69, 'startgate: waiting for x: no answer from a name server\nstartgate: x is still closed after 700ms: no answer from a name server; giving up\n']);
    expect(took).toBeLessThan(2500);
  });

  test('is told to be not found when nobody serves names', async () => {
    const { code, stderr } = await waitIn(rootWith(`nameserver 127.53.0.2\n`), 'db', '--timeout=200ms');
    expect([code, stderr.split('\n')[0]]).toEqual([69, 'startgate: waiting for x: host name not found']);
  });
});
