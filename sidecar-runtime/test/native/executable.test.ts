import { execFileSync, spawn, spawnSync } from 'node:child_process';
import { once } from 'node:events';
import { existsSync, readdirSync, readFileSync, statSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { gzipSync } from 'node:zlib';
import { describe, expect, onTestFinished, test } from 'vitest';
import { httpServer } from '../support/servers.ts';
import { tempFolder } from '../support/temp-folder.ts';

/** What only the native waiter does; the rest is told by the tests of the command line. */
const NATIVE = join(import.meta.dirname, '../../native');
const EXECUTABLE = join(NATIVE, 'linux-amd64/startgate');

function run(...args: readonly string[]): { status: number | null; stdout: string; stderr: string } {
  const { status, stdout, stderr } = spawnSync(EXECUTABLE, args, { timeout: 60_000, env: { PATH: process.env.PATH, STARTGATE_TERMINATION_LOG: '/nonexistent' } });
  return { status, stdout: stdout.toString(), stderr: stderr.toString() };
}

/** The program headers of an ELF file. */
function segments(file: Buffer): { kind: number; access: string; fileSize: number }[] {
  const [start, size, count] = [Number(file.readBigUInt64LE(32)), file.readUInt16LE(54), file.readUInt16LE(56)];
  return Array.from({ length: count }, (_, index) => {
    const at = start + index * size;
    const flags = file.readUInt32LE(at + 4);
    const access = ['r', 'w', 'x'].map((letter, bit) => ((flags & (4 >> bit)) === 0 ? '-' : letter)).join('');
    return { kind: file.readUInt32LE(at), access, fileSize: Number(file.readBigUInt64LE(at + 32)) };
  });
}

describe.each(['amd64', 'arm64'])('the native waiter for %s', (arch) => {
  const bytes = (): Buffer => readFileSync(join(NATIVE, `linux-${arch}/startgate`));

  test('takes at most 700 KB, and 350 KB compressed', () => {
    expect(bytes().length).toBeLessThanOrEqual(700_000);
    expect(gzipSync(bytes(), { level: 9 }).length).toBeLessThanOrEqual(350_000);
  });

  test('needs no other file to run', () => {
    const DYNAMIC = 2;
    const INTERPRETER = 3;
    expect(segments(bytes()).filter(({ kind }) => kind === DYNAMIC || kind === INTERPRETER)).toEqual([]);
  });

  test('has no memory that may be written to and run, its stack included', () => {
    const STACK = 0x6474e551;
    const found = segments(bytes());
    expect(found.filter(({ access }) => access === 'rwx')).toEqual([]);
    expect(found.filter(({ kind }) => kind === STACK)).toEqual([{ kind: STACK, access: 'rw-', fileSize: 0 }]);
  });

  test('has its constants, pointers to functions among them, in memory that is read-only', () => {
    const LOAD = 1;
    const [written] = segments(bytes()).filter(({ kind, access }) => kind === LOAD && access === 'rw-');
    // variables that do not begin as zero; the engine's tables take more than 20 KB
    expect(written?.fileSize).toBeLessThan(1024);
  });

  test('names no folder of the machine that built it', () => {
    expect(bytes().includes(NATIVE)).toBe(false);
  });
});

test('functions with arrays look at the canary of their stack', () => {
  // mov %fs:0x28, %rax
  const read = Buffer.of(0x64, 0x48, 0x8b, 0x04, 0x25, 0x28, 0, 0, 0);
  expect(readFileSync(EXECUTABLE).toString('latin1').split(read.toString('latin1')).length).toBeGreaterThan(100);
});

test('with less memory than it needs it says so and ends with 70, whatever is asked for when there is none', () => {
  const args = ['exec', '--timeout=10ms', '--wait=file:///nonexistent', '--', 'x'.repeat(100_000)];
  const seen = new Set<string>();
  for (let kilobytes = 1200; kilobytes < 4000; kilobytes += 20) {
    const { status, signal, stderr } = spawnSync('prlimit', [`--as=${kilobytes * 1024}`, EXECUTABLE, ...args], { encoding: 'utf8' });
    seen.add(`${signal ?? status}: ${stderr.split('\n').findLast((line) => line.startsWith('startgate: '))}`);
  }
  expect([...seen].sort()).toEqual([
    '69: startgate: file:///nonexistent is still closed after 10ms: no such file; giving up',
    '70: startgate: a bug: InternalError: out of memory',
    '70: startgate: out of memory',
  ]);
});

describe('install', () => {
  test('copies the program, runnable and read-only for all', () => {
    const path = join(tempFolder(), 'copy');
    expect(run('install', path)).toEqual({ status: 0, stdout: '', stderr: '' });
    expect([readFileSync(path).equals(readFileSync(EXECUTABLE)), (statSync(path).mode & 0o7777).toString(8)]).toEqual([true, '555']);
  });

  test('takes the place of a copy that runs, twice at once, and leaves nothing else behind', async () => {
    const path = tempFolder();
    run('install', path);
    const waiter = spawn(join(path, 'startgate'), ['wait', '--timeout=60s', 'file:///nonexistent'], { stdio: 'ignore' });
    await once(waiter, 'spawn');
    const both = [0, 1].map(() => spawn(EXECUTABLE, ['install', `${path}/`], { stdio: 'ignore' }));
    expect(await Promise.all(both.map(async (child) => (await once(child, 'close'))[0] as number))).toEqual([0, 0]);
    expect(readdirSync(path)).toEqual(['startgate']);
    waiter.kill();
    await once(waiter, 'close');
  });

  test('fails in a folder that is not there', () => {
    const path = join(tempFolder(), 'none/startgate');
    const { status, stderr } = run('install', path);
    expect([status, stderr.replace(/startgate\.[0-9a-f]{8}/, 'startgate.N')]).toEqual([69, `startgate: can't install to "${path}": ENOENT: no such file or directory, open '${path}.N'\n`]);
  });
});

describe('a guard', () => {
  test('becomes its command: the same process', async () => {
    const child = spawn(EXECUTABLE, ['exec', '--wait', 'file:///', '--', 'sh', '-c', 'echo $$'], { stdio: ['ignore', 'pipe', 'ignore'] });
    const [out] = (await once(child.stdout, 'data')) as [Buffer];
    expect(Number(out.toString())).toBe(child.pid);
  });

  test.each(['--wait=file:///', '--name=me'])('hands on bytes that are no UTF-8, with %s', (option) => {
    const script = `exec "$1" exec --state "$2" ${option} -- printf %s "$(printf 'a\\377b')"`;
    expect(spawnSync('sh', ['-c', script, 'sh', EXECUTABLE, tempFolder()]).stdout).toEqual(Buffer.from([0x61, 0xff, 0x62]));
  });

  test('takes an orphan as PID 1, and still ends with the code of its command', () => {
    const path = tempFolder();
    // The orphan ends while its grandparent runs on: a zombie of it would still be in /proc.
    const command = 'sh -c \'true & echo $! > "$0"/orphan\' "$1"; while [ -e "/proc/$(cat "$1"/orphan)" ]; do :; done; exit 7';
    const { status } = spawnSync('unshare', ['--pid', '--fork', '--mount-proc', EXECUTABLE, 'exec', '--name', 'me', '--state', path, '--', 'sh', '-c', command, 'sh', path], { timeout: 30_000 });
    expect(status).toBe(7);
  });

  test('ends with 143 as PID 1 at SIGTERM while it waits', async () => {
    const path = tempFolder();
    const args = ['exec', '--wait', 'file:///nonexistent', '--', 'touch', join(path, 'started')];
    const guard = spawn('unshare', ['--pid', '--fork', '--kill-child', EXECUTABLE, ...args], { stdio: ['ignore', 'ignore', 'pipe'] });
    await once(guard.stderr, 'data');
    const pid = execFileSync('cat', [`/proc/${guard.pid ?? 0}/task/${guard.pid ?? 0}/children`]).toString();
    process.kill(Number(pid), 'SIGTERM');
    expect(await once(guard, 'close')).toEqual([143, null]);
    expect(existsSync(join(path, 'started'))).toBe(false);
  });

  test('works with 16 files', () => {
    const script = 'ulimit -n 16; exec "$1" wait --timeout=5s \'exec:["true"]\' file:/// tcp://127.0.0.1:1 --timeout=50ms --on-timeout=continue';
    expect(spawnSync('sh', ['-c', script, 'sh', EXECUTABLE]).status).toBe(0);
  });

  test('hands no signal of a directory that changes all the time to the command that it becomes', async () => {
    const path = tempFolder();
    writeFileSync(join(path, 'a'), '');
    const renames = 'const [, a] = process.argv; for (;;) { fs.renameSync(a, `${a}b`); fs.renameSync(`${a}b`, a); }';
    const storm = spawn(process.execPath, ['-e', renames, join(path, 'a')], { stdio: 'ignore' });
    onTestFinished(() => void storm.kill());
    const ended = Array.from({ length: 50 }, async (_, index) => {
      const guard = spawn(EXECUTABLE, ['exec', `--wait=file://${path}/go-${index}`, '--', 'true'], { stdio: ['ignore', 'ignore', 'pipe'] });
      await once(guard.stderr, 'data');
      writeFileSync(join(path, `go-${index}`), '');
      return once(guard, 'exit');
    });
    expect(await Promise.all(ended)).toEqual(ended.map(() => [0, null]));
  });

  test('says why its command could not run', () => {
    const path = join(tempFolder(), 'text');
    writeFileSync(path, 'no program', { mode: 0o755 });
    const { status, stderr } = run('exec', '--wait', 'file:///', '--', path);
    expect([status, stderr.trimEnd().split('\n').at(-1)]).toEqual([126, `startgate: can't run "${path}": ENOEXEC: exec format error, execve '${path}'`]);
  });
});

// a connection is kept for a second, about a hundred tries: by the first look there were several
test('tries leave nothing behind: after 650 no more memory was in use than after 350', async () => {
  const peaks: number[] = [];
  let tries = 0;
  const port = await httpServer((_, response) => {
    tries++;
    if (tries === 350 || tries === 650) peaks.push(peakOf(wait.pid ?? 0));
    response.writeHead(tries < 650 ? 503 : 200).end();
  });
  const wait = spawn(EXECUTABLE, ['wait', '--max-interval=10ms', `http://127.0.0.1:${port}/`], { stdio: 'ignore' });
  expect(await once(wait, 'close')).toEqual([0, null]);
  expect(peaks[1]).toBe(peaks[0]);
});

/** The most that was resident of a process, in KB. */
function peakOf(pid: number): number {
  return Number(/VmHWM:\s+(\d+)/.exec(readFileSync(`/proc/${pid}/status`, 'utf8'))?.[1]);
}

describe('a lock', () => {
  const node = [process.execPath, join(NATIVE, '../dist/main.js')] as const;
  const native = [EXECUTABLE] as const;

  test.each([
    ['Node', 'the native waiter', node, native],
    ['the native waiter', 'Node', native, node],
  ] as const)('that %s holds is seen by %s, until its holder dies', async (_, __, [holder, ...first], [asker, ...second]) => {
    const path = tempFolder();
    const guard = spawn(holder, [...first, 'exec', '--name=me', '--state', path, '--', 'sh', '-c', 'echo up; exec sleep 1000'], { stdio: ['ignore', 'pipe', 'ignore'], detached: true });
    await once(guard.stdout, 'data');
    const wait = (target: string): number | null =>
      spawnSync(asker, [...second, 'wait', '--state', path, '--timeout=150ms', target], { stdio: 'ignore' }).status;
    expect([wait('me=started'), wait('me=completed')]).toEqual([0, 69]);
    process.kill(-(guard.pid ?? 0), 'SIGKILL');
    await once(guard, 'close');
    expect([wait('me=completed'), wait('me=succeeded')]).toEqual([0, 69]);
  });
});

test('https is refused at once, and it is said what to write', () => {
  const { status, stderr } = run('wait', 'https://db:443/');
  expect([status, stderr]).toEqual([
    64,
    'startgate: https needs the waiter on Node, got "https://db:443/": write http or tcp to a port without TLS, or let the kubelet ask with a startupProbe of scheme HTTPS\n',
  ]);
});

test('serve is refused, and it is said what is needed', () => {
  expect(run('serve')).toEqual({ status: 64, stdout: '', stderr: 'startgate: startgate serve needs Node: this is the native waiter\n' });
});
