import { encode } from '../../src/waiter/bytes.ts';
import type { Host } from '../../src/platform/native-host.ts';

/** What each case gives as JSON; `host.test.ts` says what it must be. Runs in the engine, without Node. */
declare const host: Host;

const int32 = (...numbers: number[]): Uint8Array => new Uint8Array(Int32Array.from(numbers).buffer);
const text = (bytes: Uint8Array): string => String.fromCharCode(...bytes);
const [name, folder] = host.args as readonly [string, string];
const AF_UNIX = 1;
const AF_INET = 2;
const STREAM = 1;
const loopback = (high: number, low: number): Uint8Array => Uint8Array.of(AF_INET, 0, high, low, 127, 0, 0, 1, 0, 0, 0, 0, 0, 0, 0, 0);
const unix = (path: string): Uint8Array => Uint8Array.of(AF_UNIX, 0, ...encode(path), 0);
const newFile = (path: string): number => host.open(path, 1 | 0o100 | 0o200, 0o600);

function kindOf(fill: (values: Uint8Array) => number): unknown {
  const values = new Float64Array(3);
  const result = fill(new Uint8Array(values.buffer));
  return [result, (values[0] as number).toString(8), (values[2] as number) > 0];
}

function ended(pid: number): unknown {
  const status = new Int32Array(1);
  while (host.wait(new Uint8Array(status.buffer)) !== pid) host.poll(new Uint8Array(0), 1);
  return status[0];
}

function failureOf(work: () => unknown): unknown {
  try {
    return work();
  } catch (error) {
    return String(error);
  }
}

const CASES: Record<string, () => unknown> = {
  args: () => host.args.slice(2),
  env: () => [host.env('STARTGATE_TEST'), host.env('STARTGATE_NONE') === undefined],
  now: () => {
    const before = host.now();
    host.poll(new Uint8Array(0), 20);
    const passed = (host.now() - before) / 1e6;
    return passed >= 20 && passed < 2000;
  },
  encode: () => ['aé€😀', 'a\ud83d', '\udc00b\ud800', '\ud7ff\ue000', 'x\0y', ''].map((letters) => [...encode(letters)]),
  // More than one region of the engine's memory, and blocks which grow and are given back.
  memory: () => {
    const many = Array.from({ length: 20_000 }, (_, index) => ({ index, text: `number ${index}` }));
    const properties = Object.keys(Object.assign(CASES, Object.fromEntries(many.slice(0, 100).map(({ text }) => [text, () => 0])))).length;
    return [many.reduce((sum, entry) => sum + entry.index, 0), many[19_999]?.text, properties > 100];
  },
  memoryReuse: () => {
    let seed = 1;
    const random = (below: number): number => (seed = (seed * 48_271) % 0x7fffffff) % below;
    // blocks of all sizes, each full of its own mark; what overlaps shows at an end
    const edges = (block: Uint8Array): readonly number[] => [...block.subarray(0, 32), ...block.subarray(-32)];
    const blocks = Array.from({ length: 200 }, () => new Uint8Array(0));
    const lists = Array.from({ length: 50 }, (): number[] => []);
    const found = { dirty: 0, damaged: 0, lost: 0 };
    for (let turn = 0; turn < 20_000; turn++) {
      const at = random(blocks.length);
      if (edges(blocks[at] as Uint8Array).some((byte) => byte !== at + 1)) found.damaged++;
      const block = new Uint8Array(random(random(50) === 0 ? 300_000 : 3000));
      if (edges(block).some((byte) => byte !== 0)) found.dirty++;
      blocks[at] = block.fill(at + 1);
      // grown where it stands, or moved; now and then begun again
      const list = lists[random(lists.length)] as number[];
      if (random(500) === 0) list.length = 0;
      list.push(list.length);
    }
    for (const list of lists) if (list.some((number, index) => number !== index)) found.lost++;
    return found;
  },
  random: () => {
    const [one, other] = [new Uint8Array(16), new Uint8Array(16)];
    return [host.random(one), host.random(other), text(one) !== text(other)];
  },
  pid: () => host.pid() > 0,
  exit: () => host.exit(23),
  poll: () => {
    const file = host.open('/dev/zero', 2, 0);
    const entries = Uint8Array.of(...int32(file), 5, 0, 0, 0);
    return [host.poll(entries, -1), entries[6], host.poll(new Uint8Array(7), 0), host.poll(int32(0, 0, 0).subarray(2, 10), 0)];
  },
  signals: () => {
    const file = host.signals(Uint8Array.of(10));
    const info = new Uint8Array(128);
    const empty = host.read(file, info);
    return [empty, host.kill(host.pid(), 10), host.read(file, info), info[0], host.signals(Uint8Array.of(200))];
  },
  inotify: () => {
    const file = host.inotify();
    const watch = host.watch(file, folder, 0x100);
    const bytes = new Uint8Array(256);
    const before = host.read(file, bytes);
    host.close(newFile(`${folder}/made`));
    const length = host.read(file, bytes);
    const madeName = text(bytes.subarray(16, 20));
    return [before, watch, length, bytes[5], madeName, host.unwatch(file, watch), host.unwatch(file, watch), host.watch(file, `${folder}/none`, 0x100)];
  },
  notify: () => {
    const signals = host.signals(Uint8Array.of(29));
    const file = host.open(folder, 0, 0);
    const info = new Uint8Array(128);
    const asked = host.notify(file, 0x4 | -0x80000000);
    const before = host.read(signals, info);
    host.close(newFile(`${folder}/made`));
    const told = [host.read(signals, info), info[0]];
    host.close(file);
    host.close(newFile(`${folder}/other`));
    return [asked, before, told, host.read(signals, info), host.notify(host.open('/dev/zero', 2, 0), 0x4), host.notify(999, 0x4)];
  },
  exchange: () => {
    for (const name of ['one', 'other']) {
      const file = newFile(`${folder}/${name}`);
      host.write(file, encode(name));
      host.close(file);
    }
    const exchanged = host.exchange(`${folder}/one`, `${folder}/other`);
    const bytes = new Uint8Array(16);
    const read = (path: string): string => text(bytes.subarray(0, host.read(host.open(`${folder}/${path}`, 0, 0), bytes)));
    return [exchanged, read('one'), read('other'), host.exchange(`${folder}/one`, `${folder}/none`), host.exchange(`${folder}/none`, `${folder}/one`)];
  },
  tcp: () => {
    const server = host.socket(AF_INET, STREAM);
    const bound = host.bind(server, loopback(0, 0));
    const own = new Uint8Array(16);
    const length = host.ownAddress(server, own);
    const client = host.socket(AF_INET, STREAM);
    const refused = host.connect(client, own);
    host.poll(Uint8Array.of(...int32(client), 4, 0, 0, 0), 1000);
    const why = [host.socketError(client), host.socketError(client)];
    const listening = host.listen(server, 1);
    const other = host.socket(AF_INET, STREAM);
    const connecting = host.connect(other, own);
    host.poll(Uint8Array.of(...int32(other), 4, 0, 0, 0), 1000);
    return [bound, length, [refused, ...why], listening, [connecting, host.socketError(other)], host.ownAddress(server, new Uint8Array(4))];
  },
  networkCookie: () => {
    const digits = new Uint8Array(21);
    const cookies = [AF_UNIX, AF_INET].map((family) => text(digits.subarray(0, host.networkCookie(host.socket(family, STREAM), digits))));
    return [cookies, host.networkCookie(host.open('/dev/zero', 2, 0), digits), host.networkCookie(host.socket(AF_UNIX, STREAM), digits.subarray(0, 1))];
  },
  unixSocket: () => {
    const path = `${folder}/socket`;
    const server = host.socket(AF_UNIX, STREAM);
    const steps = [host.bind(server, unix(path)), host.mode(path, 0o666), host.listen(server, 1)];
    const client = host.socket(AF_UNIX, STREAM);
    return [steps, host.connect(client, unix(path)), kindOf((values) => host.status(path, values)), host.bind(client, new Uint8Array(200))];
  },
  write: () => {
    // Two sockets of datagrams: what is written once must come once.
    const [one, other] = [host.socket(AF_UNIX, 2), host.socket(AF_UNIX, 2)];
    host.bind(one, unix(`${folder}/datagrams`));
    host.connect(other, unix(`${folder}/datagrams`));
    const bytes = new Uint8Array(16);
    return [host.write(other, encode('once')), host.read(one, bytes), text(bytes.subarray(0, 4)), host.read(one, bytes)];
  },
  brokenPipe: () => {
    const [one, other] = [host.socket(AF_UNIX, 2), host.socket(AF_UNIX, 2)];
    host.bind(one, unix(`${folder}/gone`));
    host.connect(other, unix(`${folder}/gone`));
    host.close(one);
    return host.write(other, encode('x'));
  },
  files: () => {
    const path = `${folder}/file`;
    const file = newFile(path);
    const written = host.write(file, encode('hello'));
    const made = [host.fileMode(file, 0o644), kindOf((values) => host.fileStatus(file, values)), host.close(file), host.close(file)];
    const reader = host.open(path, 0, 0);
    const bytes = new Uint8Array(16);
    const read = [host.read(reader, bytes.subarray(1)), text(bytes.subarray(1, 6)), host.read(reader, bytes), host.write(reader, bytes)];
    const writer = host.open(path, 1, 0);
    const emptied = [host.truncate(writer), host.read(host.open(path, 0, 0), bytes), host.truncate(reader)];
    return [written, made, read, emptied, newFile(path)];
  },
  links: () => {
    const bytes = new Uint8Array(64);
    const length = host.readLink(`${folder}/link`, bytes);
    return [text(bytes.subarray(0, length)), host.openNoLink(`${folder}/link`, 0, 0), host.open(`${folder}/link`, 0, 0) > 2, host.readLink(folder, bytes)];
  },
  pipes: () => host.open(`${folder}/pipe`, 0, 0) > 2,
  closedOnExec: () => {
    const bytes = new Uint8Array(4096);
    const file = host.open(`/proc/self/fdinfo/${host.open('/dev/null', 0, 0)}`, 0, 0);
    return text(bytes.subarray(0, host.read(file, bytes))).includes('02');
  },
  entries: () => {
    const bytes = new Uint8Array(4096);
    const directory = host.open(folder, 0, 0);
    const length = host.entries(directory, bytes);
    return [text(bytes.subarray(0, length)).includes('an entry'), host.entries(directory, bytes), host.entries(host.open('/dev/null', 0, 0), bytes)];
  },
  names: () => [
    host.makeDirectory(`${folder}/d`, 0o700),
    host.makeDirectory(`${folder}/d`, 0o700),
    host.rename(`${folder}/d`, `${folder}/e`),
    kindOf((values) => host.status(`${folder}/e`, values)),
    host.status(`${folder}/d`, new Uint8Array(24)),
    host.status(folder, new Uint8Array(8)),
    host.remove(`${folder}/none`),
    host.close(newFile(`${folder}/f`)),
    host.remove(`${folder}/f`),
    host.mode(`${folder}/f`, 0),
  ],
  spawn: () => {
    host.signals(Uint8Array.of(10, 15));
    return [ended(host.spawn(2, 0)), host.spawn(99, 0), host.spawn(-1, 0)];
  },
  replaced: () => {
    const steps = [host.setArgument(5, Uint8Array.of(0xff, 0x61)), host.setEnv('REPLACED', Uint8Array.of(0xfe, 0x62))];
    const wrong = [host.setArgument(99, encode('x')), host.setArgument(5, encode('a\0b')), host.setEnv('A', encode('a\0b')), host.setEnv('A=B', encode('x'))];
    return [steps, wrong, ended(host.spawn(2, 0))];
  },
  spawnMissing: () => host.spawn(2, 0),
  run: () => {
    const file = host.open('/dev/null', 2, 0);
    const words = (...all: string[]): Uint8Array => encode(all.map((word) => `${word}\0`).join(''));
    const sessions = ended(host.run(words('sh', '-c', 'test "$(cut -d" " -f6 /proc/$$/stat)" = $$'), file));
    const many = words(...Array.from({ length: 300 }, () => 'x'));
    return [ended(host.run(words('sh', '-c', 'echo loud; exit 3'), file)), sessions, host.run(words('no-such-command'), file), host.run(encode('sh'), file), host.run(new Uint8Array(0), file), host.run(many, file)];
  },
  kill: () => {
    const pid = host.run(encode('sleep\0' + '1000\0'), host.open('/dev/null', 2, 0));
    return [host.wait(new Uint8Array(4)), host.kill(pid, 9), ended(pid), host.kill(pid, 9), host.wait(new Uint8Array(4)), host.wait(new Uint8Array(3))];
  },
  heldFromTheStart: () => {
    const info = new Uint8Array(128);
    return [1, 2, 3, 15].map((signal) => [host.kill(host.pid(), signal), host.read(host.signals(Uint8Array.of(signal)), info), info[0]]);
  },
  becomeTooLate: () => {
    host.kill(host.pid(), 15);
    return host.become(2);
  },
  become: () => {
    host.signals(Uint8Array.of(10, 15));
    return host.become(2);
  },
  badArguments: () => [
    failureOf(() => host.read('1' as unknown as number, new Uint8Array(1))),
    failureOf(() => host.read(1, 'x' as unknown as Uint8Array)),
    failureOf(() => host.remove('a\0b')),
    failureOf(() => host.remove(1 as unknown as string)),
    failureOf(() => host.poll(new Uint8Array(0), undefined as unknown as number)),
    failureOf(() => host.random(new Uint16Array(2) as unknown as Uint8Array)),
  ],
};

host.turn = () => {
  const work = CASES[name];
  host.write(1, encode(`${JSON.stringify(work === undefined ? `no case ${name}` : work())}\n`));
  host.exit(0);
};
