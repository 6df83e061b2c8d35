import { spawn, type ChildProcess } from 'node:child_process';
import { constants } from 'node:os';
import { platformError } from './node-error.ts';
import { PlatformError, type Cancellation, type Child, type Exit, type Processes, type Replaced } from './platform.ts';

/** Processes on Node 20, which can't become another program: a guard on Node stays as the parent. */
export function nodeProcesses(args: readonly string[]): Processes {
  // A guard that still waits by then has the time; one whose gates are open loses none.
  if (args[0] === 'exec') setTimeout(() => void warmUp(), 50).unref();
  return {
    pid: process.pid,
    become: undefined,
    copySelf: undefined,
    run: (command, cancel) => run(command, cancel),
    start: async (index, { group, replaced }) => {
      refuseLostBytes(args, index);
      const words = args.slice(index).map((word, place) => textOr(replaced?.args.get(place), word));
      const env = { ...process.env, ...environmentOf(replaced) };
      // A group of its own comes with a session of its own: Node knows no other way.
      const child = spawn(words[0] as string, words.slice(1), { stdio: 'inherit', detached: group, env });
      return started(child, group);
    },
  };
}

/**
 * Takes the first spawn of this process, which is several milliseconds slower than the next ones, while nothing waits
 * for it: a program that can't be there. Settles with the error number that it fails with.
 */
export function warmUp(): Promise<string> {
  return new Promise((resolve) => {
    spawn('/proc/self/fd/startgate', { stdio: 'inherit' }).once('error', (error) => resolve('code' in error ? String(error.code) : error.message));
  });
}

async function run(command: readonly string[], cancel: Cancellation): Promise<Exit> {
  const child = await started(spawn(command[0] as string, command.slice(1), { stdio: 'ignore', detached: true }), true);
  const release = cancel.onCancel(() => child.kill(constants.signals.SIGKILL));
  try {
    return await child.exited;
  } finally {
    release();
  }
}

/** Node says why a spawn failed only later, as an event. */
async function started(child: ChildProcess, group: boolean): Promise<Child> {
  const { pid } = child;
  if (pid === undefined) throw await new Promise((resolve) => child.once('error', (error) => resolve(platformError(error))));
  let running = true;
  const exited = new Promise<Exit>((resolve) => {
    child.once('exit', (code, signal) => {
      running = false;
      resolve(signal === null ? { kind: 'code', code: code ?? 0 } : { kind: 'signal', signal: constants.signals[signal] });
    });
  });
  return {
    exited,
    kill: (signal) => {
      if (running) kill(group ? -pid : pid, signal);
    },
  };
}

function kill(pid: number, signal: number): void {
  try {
    process.kill(pid, signal);
  } catch (error) {
    // It ended a moment ago, or has become another user since.
    const failure = platformError(error);
    if (!(failure instanceof PlatformError)) throw error;
  }
}

function environmentOf(replaced: Replaced | undefined): Record<string, string> {
  return Object.fromEntries([...(replaced?.environment ?? [])].map(([name, bytes]) => [name, textOr(bytes, '')]));
}

/** Node can only hand on text. */
function textOr(bytes: Uint8Array | undefined, otherwise: string): string {
  if (bytes === undefined) return otherwise;
  try {
    return new TextDecoder('utf-8', { fatal: true, ignoreBOM: true }).decode(bytes);
  } catch {
    throw new PlatformError('EILSEQ', 'a result that it uses is not UTF-8, which Node can\'t hand on: use the native waiter');
  }
}

/** Node has decoded its arguments as UTF-8 by now; what was none is lost, and the command would get something else. */
function refuseLostBytes(args: readonly string[], index: number): void {
  const lost = args.slice(index).findIndex((argument) => argument.includes('\uFFFD'));
  if (lost >= 0) throw new PlatformError('EILSEQ', `argument ${lost} of the command is not UTF-8, which Node can't hand on: use the native waiter`);
}
