import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { parseAllDocuments } from 'yaml';
import { runIn } from './memory-host';
import { event, livePod, NOT_YET, NOW, running, status, terminated, waiting } from './status/live';

/** The same inputs every time; another seed finds others: `STARTGATE_FUZZ_SEED=7 npx vitest --project lowest test/cli/fuzz.test.ts`. */
const SEED = Number(process.env.STARTGATE_FUZZ_SEED ?? 1);
const RUNS = 40;
const FOLDER = join(import.meta.dirname, 'manifests');
const MANIFESTS = readdirSync(FOLDER).map((name) => readFileSync(join(FOLDER, name), 'utf8'));

const LIVE = [
  livePod({
    init: [{
      name: 'proxy', image: 'proxy:1', restartPolicy: 'Always',
      startupProbe: { httpGet: { path: '/ready', port: 8080 }, periodSeconds: 1, failureThreshold: 60 },
    }],
    containers: [{
      name: 'app', image: 'app:1', command: ['/startgate', 'exec', '--wait', 'proxy=http://localhost:8080/ready', '--', '/app'],
    }],
    statuses: [status('proxy', running(12)), status('app', NOT_YET)],
  }),
  event('Unhealthy', 'Startup probe failed: HTTP probe failed with statuscode: 503', 1, { init: true, container: 'proxy' }),
  livePod({
    name: 'failed',
    containers: [{ name: 'app', image: 'app:1', lifecycle: { postStart: { exec: { command: ['/startgate', 'wait'] } } } }],
    phase: 'Running',
    statuses: [status('app', waiting('CrashLoopBackOff', 'back-off 10s'), {
      restartCount: 1, lastState: terminated(69, 4, { message: 'startgate: proxy is still closed' }),
    })],
  }),
];

/** Mulberry32: numbers from 0 to 1, the same for the same seed. */
function randomOf(seed: number): () => number {
  let state = seed;
  return () => {
    state = (state + 0x6d2b79f5) | 0;
    let mixed = Math.imul(state ^ (state >>> 15), 1 | state);
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed;
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 2 ** 32;
  };
}

class Chaos {
  private readonly random: () => number;

  constructor(seed: number) {
    this.random = randomOf(seed);
  }

  below(limit: number): number {
    return Math.floor(this.random() * limit);
  }

  pick<T>(values: readonly T[]): T {
    return values[this.below(values.length)]!;
  }

  bytes(): Uint8Array {
    return Uint8Array.from({ length: this.below(400) }, () => this.below(256));
  }

  /** What YAML is made of, in no order. */
  soup(): string {
    const words = [
      'kind: Pod', 'spec:', '  ', '- ', '\n', '{', '}', '[', ']', '&a ', '*a', '<<: ', '? ', '!!binary ', '"', "'", '|', '>', '---\n',
      '...', '%YAML 1.1\n', '\t', ': ', '#', 'containers:', '\u0000', '\ud800', '𝄞', '~', '1e999', '0x1G',
    ];
    return Array.from({ length: this.below(60) }, () => this.pick(words)).join('');
  }

  /** A manifest with a piece cut out, put in or doubled. */
  torn(): string {
    const text = this.pick(MANIFESTS);
    const [from, to] = [this.below(text.length), this.below(text.length)];
    return text.slice(0, from) + this.pick(['', this.soup(), text.slice(Math.min(from, to), Math.max(from, to))]) + text.slice(to);
  }

  /** A manifest in which some values are of another type. */
  mistyped(): string {
    return this.changed(parseAllDocuments(this.pick(MANIFESTS))[0]!.toJS());
  }

  /** Pods and events as a cluster gives them, in which some values are of another type. */
  live(): string {
    return this.changed({ kind: 'List', items: structuredClone(LIVE) });
  }

  private changed(value: unknown): string {
    for (let count = 1 + this.below(4); count > 0; count--) this.change(value);
    return JSON.stringify(value);
  }

  private change(root: unknown): void {
    let at = root;
    for (;;) {
      if (typeof at !== 'object' || at === null) return;
      const keys = Object.keys(at);
      if (keys.length === 0) return;
      const key = this.pick(keys);
      const inner = (at as Record<string, unknown>)[key];
      if (typeof inner !== 'object' || inner === null || this.below(5) === 0) {
        (at as Record<string, unknown>)[key] = this.pick<unknown>([
          null,
          true,
          -1,
          1e308,
          0.5,
          '',
          'Always',
          [],
          {},
          [[]],
          [null],
          { name: {} },
          ['x', 1],
          '__proto__',
          'constructor',
          '\u001b[2J',
          '$(POD_IP)',
          'a'.repeat(5000),
        ]);
        return;
      }
      at = inner;
    }
  }
}

/** Whatever it is given, it answers, or says why not in one line. */
async function answers(input: string | Uint8Array): Promise<void> {
  const files = { 'in.yaml': input };
  for (const args of [
    ['check'],
    ['check', '--format', 'sarif'],
    ['check', '--format', 'github'],
    ['explain'],
    ['explain', '--format', 'json'],
    ['explain', '--format', 'mermaid'],
  ]) {
    const { code, out, err } = await runIn({ files }, ...args, 'in.yaml');
    const shown = `${args.join(' ')} of ${JSON.stringify(typeof input === 'string' ? input.slice(0, 2000) : [...input])}`;
    expect(err, shown).not.toContain('internal error');
    expect([0, 1, 64], shown).toContain(code);
    expect(err.split('\n').length, shown).toBeLessThanOrEqual(2);
    if (args.length === 1) expect(out, shown).not.toMatch(/[\u0000-\u0009\u000b-\u001f]/u);
  }
}

describe.each(['bytes', 'soup', 'torn', 'mistyped'] as const)('%s', (kind) => {
  test('are answered, or refused in one line', { timeout: 120_000 }, async () => {
    for (let run = 0; run < RUNS; run++) await answers(new Chaos(SEED * 100_000 + run)[kind]());
  });
});

/** A live Pod that nobody can have made is told of as well, or refused in one line. */
async function isTold(input: string | Uint8Array): Promise<void> {
  for (const format of ['text', 'json']) {
    const { code, out, err } = await runIn({ files: { 'in.yaml': input }, time: NOW }, 'status', '--from', 'in.yaml', '--format', format);
    const shown = `status of ${JSON.stringify(typeof input === 'string' ? input.slice(0, 4000) : [...input])}`;
    expect(err, shown).not.toContain('internal error');
    expect([0, 1, 2, 69], shown).toContain(code);
    expect(err.split('\n').length, shown).toBeLessThanOrEqual(2);
    expect(out, shown).not.toMatch(/[\u0000-\u0009\u000b-\u001f]/u);
  }
}

describe.each(['bytes', 'soup', 'torn', 'mistyped', 'live'] as const)('%s, given as live Pods,', (kind) => {
  test('are answered, or refused in one line', { timeout: 120_000 }, async () => {
    for (let run = 0; run < RUNS * (kind === 'live' ? 10 : 1); run++) await isTold(new Chaos(SEED * 100_000 + run)[kind]());
  });
});

const lines = (count: number, line: (index: number) => string): string => Array.from(
  { length: count }, (_, index) => line(index),
).join('\n');
const MEBIBYTES = 10 * 1024 * 1024;

test.each<[string, () => string, RegExp]>([
  ['a bomb of aliases', () => `a0: &a0 [x, x]\n${lines(40, (index) => `a${index + 1}: &a${index + 1} [*a${index}, *a${index}]`)}`, /the aliases expand to more than 1000000 values/u],
  ['an alias to what it stands in', () => 'a: &a [*a]', /the alias \*a refers to its own parent/u],
  ['an alias in a merge key to what it stands in', () => 'a: &a { <<: *a }', /the alias \*a refers to its own parent/u],
  ['an alias without an anchor', () => 'a: *b', /\*b|unresolved/iu],
  ['a hundred thousand brackets', () => '['.repeat(100_000), /nested too deeply|is not YAML/u],
  ['a hundred thousand brackets that close', () => '['.repeat(100_000) + ']'.repeat(100_000), /nested too deeply|0 workloads/u],
  ['ten thousand levels of blocks', () => lines(10_000, (index) => `${' '.repeat(index)}a:`), /nested too deeply|more than|0 workloads/u],
  ['10 MB of one text', () => `a: "${'x'.repeat(MEBIBYTES)}"`, /0 workloads/u],
  ['10 MB of list items', () => '- a\n'.repeat(MEBIBYTES / 4), /holds more than|0 workloads/u],
  ['10 MB of documents', () => '---\na: b\n'.repeat(MEBIBYTES / 40), /0 workloads/u],
  ['10 MB of a JSON list', () => `[${'1,'.repeat(MEBIBYTES / 2)}1]`, /0 workloads/u],
  ['10 MB of white space', () => ' \n'.repeat(MEBIBYTES / 2), /0 workloads/u],
  ['10 MB of quotes', () => '"'.repeat(MEBIBYTES), /holds more than/u],
  ['a key that stands twice', () => 'kind: Pod\nkind: Job', /the key "kind" appears twice/u],
  ['a prototype', () => '{"kind":"Pod","__proto__":{"spec":{}},"metadata":{"name":"x"},"spec":{"containers":[{"name":"__proto__"},{"name":"constructor"}]}}', /1 workload/u],
  [
    '2,000 containers that all wait for each other',
    () => JSON.stringify({
      kind: 'Pod', metadata: { name: 'x' },
      spec: {
        containers: Array.from(
          { length: 2000 },
          (_, index) => ({
            name: `c${index}`,
            ports: [{ containerPort: 1000 + index }],
            command: ['wait4x', 'tcp', `localhost:${1000 + (index + 1) % 2000}`],
          }),
        ),
      },
    }),
    /error cycle/u,
  ],
])('%s ends in bounded time, with an answer or one line that says why not', { timeout: 120_000 }, async (_name, make, expected) => {
  const { code, out, err } = await runIn({ files: { 'in.yaml': make() } }, 'check', 'in.yaml');
  expect(err).toBe('');
  expect([0, 1]).toContain(code);
  expect(out).toMatch(expected);
});
