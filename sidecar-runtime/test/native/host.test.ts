import { execFileSync, spawnSync } from 'node:child_process';
import { symlinkSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { beforeAll, expect, test } from 'vitest';
import { asRoot } from '../faults/namespace.ts';
import { tempFolder } from '../support/temp-folder.ts';
import { buildHostProgram } from './host-program.ts';

let program = '';
beforeAll(async () => {
  program = process.env.STARTGATE_HOST_CASES ?? (await buildHostProgram('host-cases'));
}, 600_000);

/** Runs one case; gives what it returned, and the rest of how it ended. */
function run(name: string, path = tempFolder(), args: readonly (string | Buffer)[] = [], env: Record<string, string> = {}): { value: unknown; status: number | null; stderr: string } {
  const { stdout, stderr, status } = spawnSync(program, [name, path, ...(args as string[])], { env: { PATH: process.env.PATH, ...env }, timeout: 60_000 });
  return { value: stdout.length === 0 ? undefined : JSON.parse(stdout.toString()), status, stderr: stderr.toString() };
}

const EINTR = -4;
const EAGAIN = -11;
const EINVAL = -22;
const ENOENT = -2;
const EBADF = -9;
const ENOTDIR = -20;
const ENOTSOCK = -88;
const DIRECTORY = '40700';

test.each<[string, unknown]>([
  ['now', true],
  ['encode', [[97, 0xc3, 0xa9, 0xe2, 0x82, 0xac, 0xf0, 0x9f, 0x98, 0x80], [97, 0xef, 0xbf, 0xbd], [0xef, 0xbf, 0xbd, 98, 0xef, 0xbf, 0xbd], [0xed, 0x9f, 0xbf, 0xee, 0x80, 0x80], [120, 0, 121], []]],
  ['memory', [199_990_000, 'number 19999', true]],
  ['memoryReuse', { dirty: 0, damaged: 0, lost: 0 }],
  ['random', [16, 16, true]],
  ['pid', true],
  ['poll', [1, 5, EINVAL, EINVAL]],
  ['signals', [EAGAIN, 0, 128, 10, EINVAL]],
  ['inotify', [EAGAIN, 1, 32, 1, 'made', 0, EINVAL, ENOENT]],
  ['notify', [0, EAGAIN, [128, 29], EAGAIN, ENOTDIR, EBADF]],
  ['exchange', [0, 'other', 'one', ENOENT, ENOENT]],
  ['tcp', [0, 16, [-115, -111, 0], 0, [-115, 0], EINVAL]],
  ['unixSocket', [[0, 0, 0], 0, [0, '140666', true], EINVAL]],
  ['write', [4, 4, 'once', EAGAIN]],
  ['brokenPipe', -111],
  ['files', [5, [0, [0, '100644', true], 0, -9], [5, 'hello', 0, -9], [0, 0, EINVAL], -17]],
  ['names', [0, -17, 0, [0, DIRECTORY, true], ENOENT, EINVAL, ENOENT, 0, 0, ENOENT]],
  ['kill', [0, 0, 9, -3, -10, EINVAL]],
  ['run', [3 << 8, 0, ENOENT, EINVAL, EINVAL, -7]],
  ['closedOnExec', true],
  ['heldFromTheStart', [[0, 128, 1], [0, 128, 2], [0, 128, 3], [0, 128, 15]]],
])('%s', (name, value) => {
  expect(run(name)).toEqual({ value, status: 0, stderr: '' });
});

test('args are our own without the program', () => {
  expect(run('args', tempFolder(), ['one', 'ü', '']).value).toEqual(['one', 'ü', '']);
});

test('env gives a variable, or undefined', () => {
  expect(run('env', tempFolder(), [], { STARTGATE_TEST: 'set' }).value).toEqual(['set', true]);
});

test('networkCookie is one of the network namespace, for each socket in it', () => {
  const asked = (name: string, ...args: readonly string[]): unknown => JSON.parse(spawnSync(name, args, { timeout: 60_000 }).stdout.toString());
  const python = 'import socket; print(int.from_bytes(socket.socket(socket.AF_UNIX).getsockopt(socket.SOL_SOCKET, 71, 8), "little"))';
  const cookie = String(asked('python3', '-c', python));
  expect(run('networkCookie').value).toEqual([[cookie, cookie], ENOTSOCK, EINVAL]);
  const [[other]] = asked(...asRoot('--net'), program, 'networkCookie', '/') as [[string]];
  expect([other === cookie, /^[0-9]+$/.test(other)]).toEqual([false, true]);
});

test('exit ends with a code', () => {
  expect(run('exit')).toEqual({ value: undefined, status: 23, stderr: '' });
});

test('open goes through a link, openNoLink does not', () => {
  const path = tempFolder();
  symlinkSync('/dev/null', join(path, 'link'));
  expect(run('links', path).value).toEqual(['/dev/null', -40, true, EINVAL]);
});

test('open does not wait for the other end of a pipe', () => {
  const path = tempFolder();
  execFileSync('mkfifo', [join(path, 'pipe')]);
  expect(run('pipes', path).value).toBe(true);
});

test('entries lists a directory to its end', () => {
  const path = tempFolder();
  writeFileSync(join(path, 'an entry'), '');
  expect(run('entries', path).value).toEqual([true, 0, -20]);
});

test('spawn starts our own arguments from a place on', () => {
  expect(run('spawn', tempFolder(), ['sh', '-c', 'exit 5']).value).toEqual([5 << 8, EINVAL, EINVAL]);
});

test('what takes the place of an argument or a variable reaches the command byte for byte', () => {
  const script = '[ "$(printf "%s%s" "$0" "$REPLACED" | od -An -tx1 | tr -d " ")" = ff61fe62 ] && exit 5';
  expect(run('replaced', tempFolder(), ['sh', '-c', script, 'old']).value).toEqual([[0, 0], [EINVAL, EINVAL, EINVAL, EINVAL], 5 << 8]);
});

test('spawn says that there is no such command', () => {
  expect(run('spawnMissing', tempFolder(), ['/no/such/command']).value).toBe(ENOENT);
});

/** Which of the signals 1 to 31 are blocked and ignored in a program that was started so; two more are the C library's own. */
function signalsUnder(file: string, ...args: readonly string[]): readonly string[] {
  const output = spawnSync(file, [...args, 'grep', '-E', 'SigBlk|SigIgn', '/proc/self/status']).stdout.toString();
  return output.split('\n').slice(0, 2).map((line) => `${line.slice(0, 7)} ${(Number.parseInt(line.slice(-8), 16) & 0x7fffffff).toString(16)}`);
}

test.each(['spawn', 'become'])('%s hands on the signals as they came', (name) => {
  expect(signalsUnder(program, name, '/')).toEqual(signalsUnder('env'));
  expect(signalsUnder('env').map((line) => line.slice(0, 7))).toEqual(['SigBlk:', 'SigIgn:']);
});

test('become hands on bytes that are no UTF-8', () => {
  const script = String.raw`exec "$1" become / printf %s "$(printf 'a\377b')"`;
  expect(spawnSync('sh', ['-c', script, 'sh', program]).stdout).toEqual(Buffer.from([0x61, 0xff, 0x62]));
});

test('become says why it could not', () => {
  expect(run('become', tempFolder(), ['/etc/passwd']).value).toBe(-13);
});

test('become gives way to a signal that came at the last moment', () => {
  expect(run('becomeTooLate', tempFolder(), ['echo', 'never']).value).toBe(EINTR);
});

test('a standard file that is closed is never another one', () => {
  const script = '"$1" unixSocket "$2" 2>&- 0<&-';
  expect(spawnSync('sh', ['-c', script, 'sh', program, tempFolder()]).stdout.toString()).toBe(`${JSON.stringify([[0, 0, 0], 0, [0, '140666', true], EINVAL])}\n`);
});

test('fails when an argument is of the wrong kind', () => {
  expect(run('badArguments').value).toEqual([
    'TypeError: host.read: an argument of the wrong kind',
    'TypeError: not a TypedArray',
    'TypeError: host.remove: an argument of the wrong kind',
    'TypeError: host.remove: an argument of the wrong kind',
    'TypeError: host.poll: an argument of the wrong kind',
    'TypeError: not a Uint8Array',
  ]);
});
