import { mkdirSync, renameSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { execFileSync } from 'node:child_process';
import { join } from 'node:path';
import { expect } from 'vitest';
import { folder } from '../../faults/folder.ts';
import { Generator, SEED } from '../../fuzz/generator.ts';
import { many, type Experiment, type Family } from '../support/family.ts';
import { Sidecar } from '../support/sidecar.ts';

const generator = new Generator(SEED);

/** Puts something in the place of the file. */
type Place = (path: string) => void;

/** As a rename does it: nobody reads it half written. */
function holds(content: string | Uint8Array): Place {
  return (path) => {
    writeFileSync(`${path}.new`, content);
    renameSync(`${path}.new`, path);
  };
}

function instead(make: Place): Place {
  return (path) => {
    rmSync(path, { recursive: true, force: true });
    make(path);
  };
}

const OPENING = ['[', '{a: ', '- ', '? ', '{"a":[', '!!seq [', '&a [', '"', "'", '|\n', '>\n', '{[', '- - - ', 'a:\n '];

/** Deep in many ways; more than 100 levels of what is a level. */
const DEEP = (): string => {
  const piece = generator.pick(['[', '{a: ', '{"a":[', '- ', '? ', '[[', '[{']);
  return piece.repeat(150 + generator.below(40_000)).slice(0, 1_000_000);
};

/** What keeps parsers busy for longer than its size says. */
const BUSY: readonly (() => string)[] = [
  () => Array.from({ length: 30_000 }, (_, index) => `k${index}: 1\n`).join(''),
  () => `a: &a [x,x,x,x,x,x,x,x,x]\n${Array.from({ length: 20 }, (_, index) => `b${index}: &b${index} [${`*${index === 0 ? 'a' : `b${index - 1}`},`.repeat(9)}]\n`).join('')}`,
  () => `${'&a '.repeat(20_000)}x`,
  () => `a: "${'\\x41'.repeat(100_000)}`,
  () => `${'"a" '.repeat(50_000)}: 1`,
  () => '? a\n'.repeat(20_000),
  () => `a: ${'#'.repeat(500_000)}`,
  () => `${'%TAG ! tag:a\n'.repeat(20_000)}--- a`,
  () => '---\n'.repeat(50_000),
  () => `${' '.repeat(500_000)}\t[`,
  () => `a: |\n${' x\n'.repeat(100_000)}b`,
  () => `${'a: {'.repeat(99)}${'x: 1, '.repeat(20_000)}`,
];

/** Whatever it is, it is no configuration. */
const BINARY: readonly (() => string | Uint8Array)[] = [
  () => Buffer.concat([Buffer.from([0xff, 0xfe]), Buffer.from(generator.bytes(2000))]),
  () => Buffer.from('a: é', 'latin1'),
  () => new Uint8Array(1 + generator.below(100_000)).fill(0xff),
  () => Buffer.concat([Buffer.from('a: 1\n'), Buffer.from([0xc0, 0x80])]),
  () => '',
  () => 'x'.repeat(1_048_577),
  () => `a: [${generator.words(OPENING, 50)}`,
  () => `a: ]${generator.words([...OPENING, '\n', ': ', '*a', ']'], 80)}`,
];

const PLACES: Readonly<Record<string, Place>> = {
  'a directory': instead((path) => mkdirSync(path)),
  'a pipe': instead((path) => void execFileSync('mkfifo', [path])),
  'a link to itself': instead((path) => symlinkSync(path, path)),
  'a link to a device without end': instead((path) => symlinkSync('/dev/zero', path)),
  'a socket': instead((path) => void execFileSync('python3', ['-c', 'import socket, sys; socket.socket(socket.AF_UNIX).bind(sys.argv[1])', path])),
  nothing: instead(() => undefined),
  'a sparse file of a terabyte': instead((path) => void execFileSync('truncate', ['-s', '1T', path])),
};

/** A sidecar with a good configuration of its own. */
interface Configured {
  readonly sidecar: Sidecar;
  readonly path: string;
}

/** Some sidecars for all experiments, each of which has one for itself for a while. */
const idle: Configured[] = [];

async function withSidecar(ending: string, use: (configured: Configured) => Promise<void>): Promise<void> {
  const at = idle.findIndex(({ path }) => path.endsWith(ending));
  const configured = at < 0 ? await configure(ending) : (idle.splice(at, 1)[0] as Configured);
  await use(configured);
  idle.push(configured);
}

async function configure(ending: string): Promise<Configured> {
  const path = join(folder(), `app.${ending}`);
  writeFileSync(path, '{"good": 0}');
  const sidecar = await Sidecar.start(['--config', path]);
  await sidecar.running.says('startgate: ready');
  return { sidecar, path };
}

function metric(text: string, name: string): number {
  return Number(new RegExp(`^${name} (\\d+)$`, 'm').exec(text)?.[1]);
}

/** Waits until the sidecar says of its configuration that it is good, or not; it lives all the while. */
async function becomes(sidecar: Sidecar, valid: boolean, within: number): Promise<void> {
  const deadline = performance.now() + within;
  for (;;) {
    const { body } = await sidecar.asks('/metrics');
    if (metric(body, 'startgate_config_valid') === (valid ? 1 : 0)) return;
    expect(performance.now(), valid ? 'a good configuration is used' : 'a bad one is told').toBeLessThan(deadline);
    await new Promise((resolve) => setTimeout(resolve, 20));
  }
}

/** A worker parses it for ten seconds at most, on a machine that is busy. */
const PARSED = 20_000;

/** A bad configuration is told, the last good one stays in use, and a good one after it is taken. */
function bad(name: string, ending: string, place: Place): Experiment {
  return {
    name: `${name} as ${ending}`,
    run: () =>
      withSidecar(ending, async ({ sidecar, path }) => {
        place(path);
        await becomes(sidecar, false, PARSED);
        expect((await sidecar.asks('/ready')).status).toBe(200);
        await sidecar.expectLive();
        instead((free) => writeFileSync(free, '{"good": 1}'))(path);
        await becomes(sidecar, true, PARSED);
        expect((await sidecar.asks('/ready')).status).toBe(200);
      }),
  };
}

/** Whatever it is of it, the sidecar lives, stays ready, and takes a good one after it. */
function any(name: string, ending: string, content: string): Experiment {
  return {
    name: `${name} as ${ending}`,
    run: () =>
      withSidecar(ending, async ({ sidecar, path }) => {
        const loads = async (): Promise<number> => (await sidecar.asks('/metrics')).body.split('\n').filter((line) => line.startsWith('startgate_config_loads_total')).reduce((sum, line) => sum + Number(line.split(' ')[1]), 0);
        const before = await loads();
        holds(content)(path);
        const deadline = performance.now() + PARSED;
        while ((await loads()) === before) {
          expect(performance.now()).toBeLessThan(deadline);
          await new Promise((resolve) => setTimeout(resolve, 20));
        }
        expect((await sidecar.asks('/ready')).status).toBe(200);
        instead((free) => writeFileSync(free, '{"good": 1}'))(path);
        await becomes(sidecar, true, PARSED);
      }),
  };
}

/** A sidecar that has had no good configuration is not ready, lives, and obeys SIGTERM, whatever it reads just now. */
function first(index: number): Experiment {
  const content = generator.pick([DEEP, ...BUSY, ...BINARY])();
  const [at, ending] = [generator.below(400), generator.pick(['yaml', 'json'])];
  return {
    name: `no good configuration, and SIGTERM ${at} ms after it is asked, ${index}`,
    run: async () => {
      const path = join(folder(), `app.${ending}`);
      writeFileSync(path, typeof content === 'string' ? `${content}\n]` : content);
      const sidecar = await Sidecar.start(['--config', path]);
      expect((await sidecar.asks('/ready')).status).toBe(503);
      await sidecar.expectLive();
      await new Promise((resolve) => setTimeout(resolve, at));
      await sidecar.expectEnds();
    },
  };
}

/** A folder as the kubelet makes it, of which links are swapped all the time. */
function swapped(index: number): Experiment {
  const contents = Array.from({ length: 15 }, () => (generator.once(3) ? '{"good": 2}' : generator.pick([DEEP, ...BINARY])()));
  return {
    name: `links that are swapped fifteen times, ${index}`,
    run: async () => {
      const root = folder();
      const put = (name: string, content: string | Uint8Array): void => {
        mkdirSync(join(root, name));
        writeFileSync(join(root, name, 'app.yaml'), content);
        symlinkSync(name, join(root, 'next'));
        renameSync(join(root, 'next'), join(root, '..data'));
      };
      put('first', '{"good": 0}');
      symlinkSync('..data/app.yaml', join(root, 'app.yaml'));
      const sidecar = await Sidecar.start(['--config', join(root, 'app.yaml')]);
      await sidecar.running.says('startgate: ready');
      for (const [count, content] of contents.entries()) {
        put(`n${count}`, content);
        await new Promise((resolve) => setTimeout(resolve, 20));
        expect((await sidecar.asks('/ready')).status).toBe(200);
      }
      put('last', '{"good": 3}');
      await becomes(sidecar, true, PARSED);
      await sidecar.expectEnds();
    },
  };
}

/** One sidecar reads a hundred bad files, one after the other. */
const GROWTH: Experiment = {
  name: 'eighty bad configurations, one after the other, leave neither files nor memory',
  run: async () => {
    const { sidecar, path } = await configure('yaml');
    const round = async (count: number): Promise<void> => {
      holds(`${'\n'.repeat(count)}a: [`)(path);
      await sidecar.running.says(`line ${count + 1}, column`);
    };
    for (let count = 1; count <= 20; count++) await round(count);
    const before = sidecar.holding();
    for (let count = 21; count <= 100; count++) await round(count);
    await sidecar.expectReleased(before.files + 1);
    expect(sidecar.holding().memory - before.memory).toBeLessThan(40);
    await sidecar.expectEnds();
  },
};

export const configurations: Family = {
  name: 'configurations of the sidecar',
  controls: [
    {
      name: 'a good configuration makes a sidecar ready',
      run: async () => {
        const { sidecar } = await configure('yaml');
        expect((await sidecar.asks('/ready')).status).toBe(200);
        await sidecar.expectEnds();
      },
    },
  ],
  experiments: [
    ...many(8, (index) => bad(`depth, ${index}`, generator.pick(['yaml', 'json']), holds(DEEP()))),
    ...BUSY.map((text, index) => any(`text that keeps a parser busy, ${index}`, generator.pick(['yaml', 'json']), text())),
    ...BINARY.map((content, index) => bad(`what is no text, ${index}`, generator.pick(['yaml', 'json']), holds(content()))),
    ...Object.entries(PLACES).map(([name, place]) => bad(name, 'yaml', place)),
    ...many(8, first),
    ...many(4, swapped),
    GROWTH,
  ],
};
