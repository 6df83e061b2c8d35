import { expect, test } from 'vitest';
import { NativeFiles } from '../../src/platform/native-files.ts';
import type { Host } from '../../src/platform/native-host.ts';
import { Loop } from '../../src/platform/native-loop.ts';
import { NativeProcesses } from '../../src/platform/native-processes.ts';
import { NativeSignals } from '../../src/platform/native-signals.ts';
import { PlatformError } from '../../src/platform/platform.ts';
import { scriptedHost } from '../support/scripted-host.ts';

const EINTR = -4;
const EAGAIN = -11;
const EACCES = -13;
const SIGTERM = 15;

/** Becomes a command, which fails so; this signal comes in while it is tried. */
function become(failure: number, signal?: number): () => void {
  let pending: number | undefined;
  const calls: Partial<Host> = {
    args: ['app'],
    pid: () => 1,
    signals: () => 3,
    read: (_, bytes) => {
      if (pending === undefined) return EAGAIN;
      bytes[0] = pending;
      pending = undefined;
      return 128;
    },
    become: () => {
      pending = signal;
      return failure;
    },
    exit: (code) => {
      throw new Error(`exit ${code}`);
    },
  };
  const host = scriptedHost(calls);
  const loop = new Loop(host);
  const processes = new NativeProcesses(host, loop, new NativeSignals(host, loop), new NativeFiles(host));
  return () => processes.become(0);
}

test('a signal that comes in at the last moment ends us, and the command never runs', () => {
  expect(become(EINTR, SIGTERM)).toThrow(new Error('exit 143'));
});

test('a signal that comes in while a command turns out not to be runnable ends us too', () => {
  expect(become(EACCES, SIGTERM)).toThrow(new Error('exit 143'));
});

test('fails when the command is not runnable', () => {
  expect(become(EACCES)).toThrow(new PlatformError('EACCES', "EACCES: permission denied, execve 'app'"));
});
