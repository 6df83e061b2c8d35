import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { existsSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import type net from 'node:net';
import { setTimeout as deadline } from 'node:timers/promises';
import { describe, expect, test, vi } from 'vitest';
import { isNodeBuild, program } from '../support/program.ts';
import { CLOSED, guard, judge, OPEN, provoke, title, withServer, WITHIN, type Expected } from './fault.ts';
import { folder } from './folder.ts';
import { asRoot } from './namespace.ts';

vi.setConfig({ testTimeout: 60_000 });

const READY: Expected = { gate: 'open', code: 0, within: WITHIN };
const NEVER: Expected = { gate: 'closed', code: 69, within: WITHIN };
const NOT_THERE = [...CLOSED, '--wait', 'x=file:///nonexistent'];

describe.concurrent('more targets than 256', () => {
  const many = (port: number, last: string): string[] => [
    ...Array.from({ length: 300 }, (_, index) => ['--wait', `t${index}=tcp://127.0.0.1:${port}`]).flat(),
    ...['--wait', `last=${last}`],
  ];

  test(title('all ready', READY), () => withServer((socket) => socket.end(), (port) => provoke({ options: [...OPEN, ...many(port, 'file:///')], expected: READY })));

  test(title('all but the last one', NEVER), async () => {
    const options = (port: number): string[] => ['--timeout=3s', ...many(port, 'file:///nonexistent')];
    await withServer((socket) => socket.end(), (port) => provoke({ options: options(port), expected: { ...NEVER, within: 10_000 } }));
  });
});

describe.concurrent('a limit of open files', () => {
  const limited = (files: number): [string, ...string[]] => ['sh', '-c', 'ulimit -n "$0"; exec "$@"', String(files)];
  const forty = (port: number): string[] => Array.from({ length: 40 }, (_, index) => ['--wait', `t${index}=http://127.0.0.1:${port}/`]).flat();
  const answer = (socket: net.Socket): void => void socket.once('data', () => socket.end('HTTP/1.1 204 No\r\n\r\n'));
  // Node itself needs more than 32 files to start; what it can't start opens nothing.
  const least = isNodeBuild ? 48 : 16;

  test(title(`of ${least}, and 40 targets at once, which wait for each other`, READY), async () => {
    await withServer(answer, (port) => provoke({ wrapper: limited(least), options: [...OPEN, ...forty(port)], expected: READY }));
  });

  // Beside the standard files and the one that signals are read from there is room for 1 to 12 connections.
  const few = isNodeBuild ? [] : [5, 8, 11, 12, 13, 14, 15];
  for (const files of few) {
    test(title(`of ${files}, and 8 targets at once`, READY), async () => {
      const eight = (port: number): string[] => forty(port).slice(0, 16);
      await withServer(answer, (port) => provoke({ wrapper: limited(files), options: [...OPEN, ...eight(port)], expected: READY }));
    });
  }

  test(title(`of ${least}, and 40 targets of which one is closed`, NEVER), async () => {
    const options = (port: number): string[] => ['--timeout=3s', ...forty(port), '--wait', 'file:///nonexistent'];
    await withServer(answer, (port) => provoke({ wrapper: limited(least), options: options(port), expected: { ...NEVER, within: 10_000 } }));
  });

  test('of 16, on what can and what cannot start with it: never open for what is closed', async () => {
    const { code, stdout } = await guard(NOT_THERE, { wrapper: limited(16) }).outcome;
    expect([code === 0, stdout]).toEqual([false, '']);
  });
});

describe.concurrent('clocks', () => {
  // The kernel has no time of day of one process, so it can't be set back for a test alone. What it has is another
  // monotonic clock; and what can be told of the time of day is that nobody asks for it.
  test.each([1, 1_000_000_000])('a monotonic clock that is %d s ahead: a gate opens, and is given up, in its time', async (ahead) => {
    const wrapper = [...asRoot('--time', '--fork', '--kill-child', '--monotonic', String(ahead)), '--'] as [string, ...string[]];
    await provoke({ wrapper, options: [...OPEN, '--wait', 'file:///'], expected: READY });
    await provoke({ wrapper, options: NOT_THERE, expected: NEVER });
  });

  if (isNodeBuild) {
    test('a time of day that is set back with every look: a gate is given up in its time', async () => {
      const path = join(folder(), 'clock.mjs');
      writeFileSync(path, 'let now = Date.now(); Date.now = () => (now -= 3_600_000);');
      await provoke({ env: { NODE_OPTIONS: `--import ${path}` }, options: NOT_THERE, expected: NEVER });
    });
  } else {
    test('the host has one clock, the monotonic one', () => {
      const source = ['host.c', 'program.c'].map((file) => readFileSync(new URL(`../../native/host/${file}`, import.meta.url), 'utf8')).join('');
      expect(source.match(/\bCLOCK_\w+|\bgettimeofday|\btime\(|\btimespec_get|\bJS_AddIntrinsicDate/g)).toEqual(['CLOCK_MONOTONIC']);
    });
  }
});

describe.concurrent('PID 1', () => {
  const wrapper = [...asRoot('--pid', '--fork', '--kill-child', '--mount-proc'), '--'] as [string, ...string[]];

  test(title('behind a gate that opens', READY), () => provoke({ wrapper, options: [...OPEN, '--wait', 'file:///'], expected: READY }));
  test(title('behind a gate that stays closed', NEVER), () => provoke({ wrapper, options: NOT_THERE, expected: NEVER }));
  test('with a name, as a parent: open, exit 0', () => provoke({ wrapper, options: ['--name=me', '--state', folder()], expected: READY }));
});

describe.concurrent('closed stdin, stdout and stderr', () => {
  /** The command can't say that it ran: it leaves a file. */
  async function run(options: readonly string[]): Promise<readonly [number | null, boolean]> {
    const path = join(folder(), 'started');
    const args = ['-c', 'exec "$@" <&- >&- 2>&-', 'sh', ...program(), 'exec', ...options, '--', 'touch', path];
    const child = spawn('sh', args, { stdio: 'ignore', env: { ...process.env, STARTGATE_TERMINATION_LOG: '/nonexistent' } });
    const [code] = (await once(child, 'exit')) as [number | null];
    return [code, existsSync(path)];
  }

  test('open, exit 0', async () => {
    await withServer(() => undefined, async (port) => {
      expect(await run([...OPEN, '--wait', `tcp://127.0.0.1:${port}`])).toEqual([0, true]);
    });
  });

  test('closed, exit 69', async () => {
    expect(await run(NOT_THERE)).toEqual([69, false]);
  });
});

describe.concurrent('SIGSTOP and SIGCONT', () => {
  test(title('a gate that gets ready meanwhile', READY), async () => {
    const path = join(folder(), 'ready');
    const running = guard([...OPEN, '--wait', `x=file://${path}`]);
    await running.says('waiting for x');
    await stop(running.child.pid as number);
    writeFileSync(path, '');
    running.kill('SIGCONT');
    judge(await running.outcome, READY, 0);
  });

  test(title('a time-out that passes meanwhile, as does a gate that gets ready', READY), async () => {
    const path = join(folder(), 'ready');
    const running = guard(['--timeout=2s', '--wait', `x=file://${path}`]);
    await running.says('waiting for x');
    await stop(running.child.pid as number);
    writeFileSync(path, '');
    await deadline(2100);
    running.kill('SIGCONT');
    judge(await running.outcome, READY, 0);
  });

  test(title('a time-out that passes meanwhile', NEVER), async () => {
    const running = guard(['--timeout=700ms', '--wait', 'x=file:///nonexistent']);
    await running.says('waiting for x');
    await stop(running.child.pid as number);
    await deadline(750);
    const continued = performance.now();
    running.kill('SIGCONT');
    judge(await running.outcome, NEVER, performance.now() - continued);
  });

  /** Stops a process, and looks until the kernel says that it stands. */
  async function stop(pid: number): Promise<void> {
    process.kill(pid, 'SIGSTOP');
    while (!readFileSync(`/proc/${pid}/stat`, 'latin1').includes(') T ')) await new Promise(setImmediate);
  }
});
