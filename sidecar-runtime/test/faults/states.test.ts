import { chmodSync, copyFileSync, mkdirSync, symlinkSync, writeFileSync } from 'node:fs';
import { execFileSync } from 'node:child_process';
import { once } from 'node:events';
import { createServer } from 'node:net';
import { join } from 'node:path';
import { describe, expect, test, vi } from 'vitest';
import { goodRecord } from '../support/good-record.ts';
import { program, runProgram, start } from '../support/program.ts';
import { CLOSED, guard, OPEN, provoke, title, WITHIN, type Expected } from './fault.ts';
import { folder } from './folder.ts';
import { asRoot } from './namespace.ts';

vi.setConfig({ testTimeout: 60_000 });

const RECORD = goodRecord();

type Place = (path: string) => void;

function holds(record: unknown): Place {
  return (path) => writeFileSync(path, JSON.stringify(record));
}

const NO_STATE: Expected = { gate: 'closed', code: 69, within: WITHIN, reason: 'no state yet' };
const UNPROVEN: Expected = { ...NO_STATE, reason: 'EUNPROVEN: its record and this container know the sandbox by different signs; do not mount files over /etc/resolv.conf, /etc/hostname or /etc/hosts' };
const READY: Expected = { gate: 'open', code: 0, within: WITHIN };

describe.concurrent('a state file', () => {
  test.each<[string, Expected, Place]>([
    ['as a guard writes it', READY, holds(RECORD)],
    ['of another version', NO_STATE, holds({ ...RECORD, version: 1 })],
    ['without a version', NO_STATE, holds({ ...RECORD, version: undefined })],
    ['of another boot of the machine', NO_STATE, holds({ ...RECORD, bootId: '00000000-0000-0000-0000-000000000000' })],
    ['of another network namespace', NO_STATE, holds({ ...RECORD, networkNamespace: 'net:[1]' })],
    ['of another container', NO_STATE, holds({ ...RECORD, name: 'other' })],
    ['that is empty', NO_STATE, (path) => writeFileSync(path, '')],
    ['that is half written', NO_STATE, (path) => writeFileSync(path, JSON.stringify(RECORD).slice(0, -1))],
    ['of NUL bytes, as a crash of the machine leaves it', NO_STATE, (path) => writeFileSync(path, new Uint8Array(300))],
    ['over 64 KiB', NO_STATE, (path) => writeFileSync(path, JSON.stringify(RECORD).padEnd(65_537))],
    ['that is a directory', NO_STATE, (path) => mkdirSync(path)],
    ['that is a socket', { ...NO_STATE, reason: 'ENXIO' }, (path) => void execFileSync('python3', ['-c', 'import socket, sys; socket.socket(socket.AF_UNIX).bind(sys.argv[1])', path])],
    ['that is a pipe, which blocks who opens it', NO_STATE, (path) => void execFileSync('mkfifo', [path])],
    ['that is a link to a good one', NO_STATE, (path) => linked(path)],
    ['that is a link to itself', NO_STATE, (path) => symlinkSync(path, path)],
    ['that is not there', NO_STATE, () => undefined],
  ])('%s', async (_, expected, place) => {
    const state = folder();
    mkdirSync(join(state, 'db'));
    place(join(state, 'db/record.json'));
    await provoke({ options: [...(expected.gate === 'open' ? OPEN : CLOSED), '--state', state, '--wait', 'db=succeeded'], expected });
  });

  test(title('that nobody may read', NO_STATE), async () => {
    const state = folder();
    mkdirSync(join(state, 'db'));
    const path = join(state, 'db/record.json');
    holds(RECORD)(path);
    chmodSync(path, 0);
    // root may read everything, as long as it has the capability.
    const wrapper = process.getuid?.() === 0 ? (['setpriv', '--bounding-set=-dac_override,-dac_read_search'] as const) : undefined;
    await provoke({ options: [...CLOSED, '--state', state, '--wait', 'db=succeeded'], expected: NO_STATE, ...(wrapper && { wrapper: [...wrapper] as [string, ...string[]] }) });
  });

  test('whose directory is not there, or a file: closed, exit 69', async () => {
    const file = join(folder(), 'file');
    writeFileSync(file, '');
    for (const state of ['/nonexistent', file]) await provoke({ options: [...CLOSED, '--state', state, '--wait', 'db=started'], expected: NO_STATE });
  });
});

describe.concurrent('what one container puts in place of its own', () => {
  const LINE = 'import socket, sys; socket.socket(socket.AF_UNIX).bind(sys.argv[1])';

  test.each<[string, Place, string]>([
    ['socket', (path) => void execFileSync('python3', ['-c', LINE, path]), expect.stringMatching(/^bad: the state cannot be read: ENXIO: .*\ndb: ended, exit 0\n$/) as string],
    ['pipe', (path) => void execFileSync('mkfifo', [path]), 'db: ended, exit 0\n'],
    ['directory', (path) => mkdirSync(path), 'db: ended, exit 0\n'],
    ['link to itself', (path) => symlinkSync(path, path), 'db: ended, exit 0\n'],
  ])('record, a %s, hides no other container from status', async (_, place, shown) => {
    const state = folder();
    for (const name of ['bad', 'db']) mkdirSync(join(state, name));
    place(join(state, 'bad/record.json'));
    holds(RECORD)(join(state, 'db/record.json'));
    expect(await runProgram(['status', '--state', state])).toMatchObject({ code: 0, stdout: shown });
  });

  test('folder, a link to itself, hides no other container from status', async () => {
    const state = folder();
    symlinkSync('bad', join(state, 'bad'));
    mkdirSync(join(state, 'db'));
    holds(RECORD)(join(state, 'db/record.json'));
    expect(await runProgram(['status', '--state', state])).toMatchObject({ code: 0, stdout: 'db: ended, exit 0\n' });
  });

  test('lock, a link to a socket of whoever looks, is connected to by nobody', async () => {
    const state = folder();
    mkdirSync(join(state, 'db'));
    holds({ ...RECORD, phase: 'started', exitCode: undefined })(join(state, 'db/record.json'));
    let connections = 0;
    const server = createServer(() => {
      connections++;
    }).listen(join(state, 'socket'));
    await once(server, 'listening');
    symlinkSync(join(state, 'socket'), join(state, 'db/lock'));
    await provoke({ options: [...CLOSED, '--state', state, '--wait', 'db=succeeded'], expected: { gate: 'closed', code: 69, within: WITHIN, reason: 'ended, nobody knows how; giving up' } });
    server.close();
    expect(connections).toBe(0);
  });

  test('results, a link to a folder of whoever looks, are not read', async () => {
    const state = folder();
    mkdirSync(join(state, 'db'));
    mkdirSync(join(state, 'secret'));
    writeFileSync(join(state, 'secret/token'), 'hidden');
    holds({ ...RECORD, step: { outcome: 'succeeded', exitCode: 0 } })(join(state, 'db/record.json'));
    symlinkSync(join(state, 'secret'), join(state, 'db/results'));
    const row = ['exec', '--step', '--name=two', '--state', state, '--wait', 'db=succeeded', '--use', 'db.token', '--', 'echo', '$(steps.db.results.token)'];
    const { code, stdout, stderr } = await runProgram(row);
    expect([code, stdout, stderr.split('\n').at(-2)]).toEqual([65, '', 'startgate: the step failed: result "token" of step "db" is a link']);
  });
});

describe.concurrent('a state file in a sandbox that a container runtime made', () => {
  const ours = '1'.repeat(64);

  test.each<[string, Expected, string | undefined]>([
    ['of the same sandbox', READY, ours],
    ['of an earlier one with the same network namespace', NO_STATE, '2'.repeat(64)],
    ['of a guard that could not tell its sandbox', UNPROVEN, undefined],
  ])('%s', async (_, expected, sandbox) => {
    const state = folder();
    mkdirSync(join(state, 'db'));
    holds({ ...RECORD, sandbox })(join(state, 'db/record.json'));
    const files = join(state, 'sandboxes', ours);
    mkdirSync(files, { recursive: true });
    copyFileSync('/etc/hostname', join(files, 'hostname'));
    const wrapper = [...asRoot('--mount'), 'sh', '-ec', 'mount --bind "$1" /etc/hostname; shift; exec "$@"', 'sh', join(files, 'hostname')] as [string, ...string[]];
    await provoke({ wrapper, options: [...(expected.gate === 'open' ? OPEN : CLOSED), '--state', state, '--wait', 'db=succeeded'], expected });
  });
});

function linked(path: string): void {
  holds(RECORD)(`${path}.good`);
  symlinkSync(`${path}.good`, path);
}

describe.concurrent('a full disk for the state file', () => {
  /** Runs a script with a disk of one page for `$1`, the guard from `$2` on. */
  function withDisk(script: string): readonly [string, ...string[]] {
    return [...asRoot('--mount'), 'sh', '-ec', `mount -t tmpfs -o size=4k,mode=777 disk "$1"; ${script}`, 'sh'];
  }

  test('before the guard starts: closed, exit 69, and it is said why', async () => {
    const state = folder();
    await provoke({
      wrapper: [...withDisk('head -c 4096 /dev/zero > "$1/full"; shift; exec "$@"'), state],
      options: ['--name=me', '--state', state, '--wait', 'file:///'],
      expected: { gate: 'closed', code: 69, within: WITHIN },
    });
  });

  test('while the command runs: it goes on, its exit code counts, and what was lost is said', async () => {
    const state = folder();
    const wrapper = [...withDisk('shift; exec "$@"'), state, ...program()] as [string, ...string[]];
    // The first record takes the only page there is: no other one can be written beside it and take its place.
    const { code, stdout, stderr } = await start(['exec', '--name=me', '--state', state, '--', 'sh', '-c', 'echo ran; exit 5'], { program: wrapper }).outcome;
    expect([code, stdout]).toEqual([5, 'ran\n']);
    // Once when it started, once when it ended.
    const lost = `startgate: can't use the state in "${state}/me": ENOSPC: no space left on device, write`;
    expect(stderr.split('\n').map((line) => line.slice(0, lost.length))).toEqual([lost, lost, '']);
  });
});

test('a limit of the size of files, for the state file: closed, exit 69, and it is said why', async () => {
  const state = folder();
  const { code, stdout, stderr } = await guard(['--name=me', '--state', state, '--wait', 'file:///'], { wrapper: ['sh', '-c', 'ulimit -f 0; exec "$@"', 'sh'] }).outcome;
  const lost = `startgate: can't use the state in "${state}/me": EFBIG: `;
  expect([code, stdout, stderr.slice(0, lost.length)]).toEqual([69, '', lost]);
});
