import { expect, test } from 'vitest';
import { NativeFiles } from '../../src/platform/native-files.ts';
import { Loop } from '../../src/platform/native-loop.ts';
import { nativeResolver } from '../../src/platform/native-resolver.ts';
import { Canceller } from '../../src/waiter/cancel.ts';
import { encode } from '../../src/waiter/bytes.ts';
import { scriptedHost } from '../support/scripted-host.ts';

const ENOENT = -2;

test('a name server that floods with datagrams does not keep the time from passing', async () => {
  const CONF = 7;
  const files = new Map([[CONF, encode('nameserver 10.0.0.2\n')]]);
  let now = 0;
  let sockets = 10;
  const host = scriptedHost({
    now: () => now * 1e6,
    open: (path) => (path === '/etc/resolv.conf' ? CONF : ENOENT),
    fileStatus: (_, values) => {
      new Float64Array(values.buffer)[0] = 0o100644;
      return 0;
    },
    read: (file, bytes) => {
      const rest = files.get(file);
      // What is no file is a socket, on which there is always one more datagram.
      if (rest === undefined) return 1;
      files.set(file, rest.subarray(rest.length));
      bytes.set(rest);
      return rest.length;
    },
    close: () => 0,
    random: (bytes) => bytes.length,
    socket: () => sockets++,
    connect: () => 0,
    write: (_, bytes) => bytes.length,
    poll: (entries) => {
      now += 10;
      const words = new Int32Array(entries.buffer, entries.byteOffset, entries.length / 4);
      for (let at = 0; at < words.length; at += 2) if ((words[at] as number) >= 0) words[at + 1] = (words[at + 1] as number) | (1 << 16);
      return 1;
    },
  });
  const loop = new Loop(host);
  const resolve = nativeResolver(host, loop, new NativeFiles(host), () => Promise.reject(new Error('nobody connects')));
  const settled = resolve('db', new Canceller()).then(
    (addresses) => addresses.join(),
    (error: unknown) => (error as Error).message,
  );
  const end = Symbol('not yet');
  for (;;) {
    loop.turn();
    const outcome = await Promise.race([settled, new Promise((resolve) => setImmediate(resolve, end))]);
    if (outcome === end) continue;
    expect([outcome, now]).toEqual(['no name server knows db now', 10_000]);
    return;
  }
});
