import { execFileSync } from 'node:child_process';
import { copyFileSync, mkdirSync, renameSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { expect } from 'vitest';
import { Generator, SEED } from '../../fuzz/generator.ts';
import { recordBytes } from '../../fuzz/record-cases.ts';
import { runProgram } from '../../support/program.ts';
import { many, type Experiment, type Family } from '../support/family.ts';
import { expectClosed, expectOpened, Guard, runGuard, SHORT } from '../support/guard.ts';
import { goodRecord } from '../../support/good-record.ts';
import { holds, stateWith } from '../support/record.ts';

type Place = (path: string) => void;

const generator = new Generator(SEED);
const GOOD = goodRecord();

/** Each of these alone keeps a record from opening `db=succeeded`. */
const WRONG: readonly Readonly<Record<string, unknown>>[] = [
  ...[1, 3, '2', 2.5, [2], null, undefined].map((version) => ({ version })),
  ...['other', 'DB', 'db ', 'db\0', ['db'], null, undefined].map((name) => ({ name })),
  ...['waiting', 'started', 'ENDED', 'ended ', ['ended'], null, undefined].map((phase) => ({ phase })),
  ...[1, 255, 256, -1, 0.5, '0', false, null, [], undefined].map((exitCode) => ({ exitCode })),
  ...['', '00000000-0000-0000-0000-000000000000', `${String(GOOD.bootId)}x`, 7, null, undefined].map((bootId) => ({ bootId })),
  ...['', 'net:[1]', `x${String(GOOD.networkNamespace)}`, null, undefined].map((networkNamespace) => ({ networkNamespace })),
  ...['a'.repeat(64), '', 7, null].map((sandbox) => ({ sandbox })),
  ...['1', '18446744073709551616', 7, null].map((networkCookie) => ({ networkCookie })),
  ...[undefined, null, {}, 'open', [null], [{}], [{ target: 'a', state: 'ajar' }], [{ target: 1, state: 'open' }]].map((gates) => ({ gates })),
  ...[{}, { outcome: 'won' }, { outcome: 'succeeded', exitCode: 256 }, []].map((step) => ({ step })),
  ...['yes', 1, null].map((ran) => ({ ran })),
  ...[-1, 1.5, '1'].map((waitedMs) => ({ waitedMs })),
];

/** Ways to write the same JSON, and ways to spoil what was right. */
const SPELLINGS: readonly ((json: string) => string | Uint8Array)[] = [
  (json) => json,
  (json) => json.replaceAll(',', ' ,\r\n\t'),
  (json) => json.replace('"version"', '"\\u0076ersion"'),
  (json) => `{"__proto__":${JSON.stringify(GOOD)},${json.slice(1)}`,
  (json) => `${json.slice(0, -1)},"more":${'['.repeat(50)}${']'.repeat(50)}}`,
  (json) => `${json.slice(0, -1)},"more":"${'x'.repeat(60_000)}"}`,
  (json) => `${json.slice(0, -1)},"toJSON":"x","constructor":{"prototype":${JSON.stringify(GOOD)}}}`,
];

const SPOILT: readonly ((json: string) => string | Uint8Array)[] = [
  (json) => json.slice(0, -1 - generator.below(json.length - 1)),
  (json) => `${json}${json}`,
  (json) => `${json}\0`,
  (json) => `\ufeff${json}`,
  (json) => `[${json}]`,
  (json) => JSON.stringify(json),
  (json) => json.padEnd(65_537 + generator.below(1_000_000)),
  (json) => `${'['.repeat(1 + generator.below(60_000))}${json}`,
  (json) => `${'{"a":'.repeat(10_000)}${json}`,
  (json) => json.replaceAll('"', "'"),
  (json) => Buffer.from(json, 'utf16le'),
  (json) => `// a comment\n${json}`,
  (json) => json.replace(',', ',,'),
];

function wrong(): Experiment {
  const change = generator.pick(WRONG);
  const spelling = generator.below(SPELLINGS.length);
  const content = (SPELLINGS[spelling] as (json: string) => string)(JSON.stringify({ ...GOOD, ...change }));
  return closed(`a record with ${JSON.stringify(change)}, spelling ${spelling}`, holds(content));
}

function spoilt(index: number): Experiment {
  const spoil = SPOILT[index % SPOILT.length] as (json: string) => string | Uint8Array;
  return closed(`a good record, spoilt in way ${index % SPOILT.length}`, holds(spoil(JSON.stringify(GOOD))));
}

function garbage(index: number): Experiment {
  return closed(`garbage ${index}`, holds(recordBytes(generator)));
}

function closed(name: string, place: Place): Experiment {
  return {
    name,
    run: async () => {
      const state = stateWith(place);
      expectClosed(await runGuard([...SHORT, '--state', state, '--wait', 'db=succeeded']));
      expect((await runProgram(['status', '--state', state])).code).toBe(0);
    },
  };
}

const SOCKET = 'import socket, sys; socket.socket(socket.AF_UNIX).bind(sys.argv[1])';

/** What is no file, or another one. */
const PLACES: Readonly<Record<string, Place>> = {
  'a pipe': (path) => void execFileSync('mkfifo', [path]),
  'a socket': (path) => void execFileSync('python3', ['-c', SOCKET, path]),
  'a directory': (path) => mkdirSync(path),
  'a device without end': (path) => void execFileSync('mknod', [path, 'c', '1', '5']),
  'a terminal': (path) => void execFileSync('mknod', [path, 'c', '5', '0']),
  'a link to itself': (path) => symlinkSync(path, path),
  'a link to a good record': (path) => {
    writeFileSync(`${path}.good`, JSON.stringify(GOOD));
    symlinkSync(`${path}.good`, path);
  },
  'a link to /dev/zero': (path) => symlinkSync('/dev/zero', path),
  'a link to nothing': (path) => symlinkSync('/nonexistent/record.json', path),
  'a sparse file of a terabyte': (path) => void execFileSync('truncate', ['-s', '1T', path]),
  nothing: () => undefined,
};

/** One of these after the other takes the place of the record while a guard looks at it. */
function replaced(index: number): Experiment {
  const places = Array.from({ length: 12 }, () => generator.pick(Object.values(PLACES)));
  return {
    name: `a record that is replaced all the time, ${index}`,
    run: async () => {
      let record = '';
      const state = stateWith((path) => (record = path));
      const guard = new Guard([...SHORT, '--state', state, '--wait', 'db=succeeded']);
      for (const place of places) {
        rmSync(`${record}.new`, { force: true, recursive: true });
        rmSync(record, { force: true, recursive: true });
        place(`${record}.new`);
        if (place !== PLACES.nothing) renameSync(`${record}.new`, record);
        await new Promise((resolve) => setTimeout(resolve, 10));
      }
      expectClosed(await guard.ended);
    },
  };
}

/** The folder of the state itself, and the lock beside the record. */
const AROUND: readonly Experiment[] = [
  closed('a lock that is a pipe, of a guard that died', (path) => {
    writeFileSync(path, JSON.stringify({ ...GOOD, phase: 'started', exitCode: undefined }));
    execFileSync('mkfifo', [path.replace('record.json', 'lock')]);
  }),
  closed('a folder that is a link to another container of the same state', (path) => {
    const folder = path.slice(0, -'/record.json'.length);
    rmSync(folder, { recursive: true });
    mkdirSync(`${folder}2`);
    writeFileSync(`${folder}2/record.json`, JSON.stringify({ ...GOOD, name: 'db2' }));
    symlinkSync(`${folder}2`, folder);
  }),
  closed('a folder that is a file', (path) => {
    const folder = path.slice(0, -'/record.json'.length);
    rmSync(folder, { recursive: true });
    copyFileSync('/etc/passwd', folder);
  }),
];

export const records: Family = {
  name: 'records of other containers',
  controls: SPELLINGS.map((spell, index) => ({
    name: `a good record, spelling ${index}`,
    run: async () => expectOpened(await runGuard(['--timeout=20s', '--state', stateWith(holds(spell(JSON.stringify(GOOD)))), '--wait', 'db=succeeded'])),
  })),
  experiments: [
    ...many(40, wrong),
    ...many(SPOILT.length, spoilt),
    ...many(15, garbage),
    ...Object.entries(PLACES).map(([name, place]) => closed(`a record that is ${name}`, place)),
    ...many(8, replaced),
    ...AROUND,
  ],
};
