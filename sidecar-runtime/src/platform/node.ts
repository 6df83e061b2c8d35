import fs from 'node:fs';
import { lookup } from 'node:dns';
import { constants } from 'node:os';
import { platformError, translated } from './node-error.ts';
import { nodeFiles } from './node-files.ts';
import { nodeLocks } from './node-locks.ts';
import { nodeProcesses } from './node-processes.ts';
import { connectOnNode } from './node-stream.ts';
import { PlatformError, type Cancellation, type Platform, type Signals } from './platform.ts';

/**
 * The system as Node shows it.
 *
 * @param onSignals called when somebody listens for signals
 */
export function nodePlatform(args: readonly string[], environment: NodeJS.ProcessEnv, onSignals: () => void = () => undefined): Platform {
  return {
    args,
    files: nodeFiles,
    processes: nodeProcesses(args),
    signals: nodeSignals(onSignals),
    locks: nodeLocks,
    env: (name) => environment[name],
    // Node has no call that reads a socket's options.
    networkCookie: () => undefined,
    now: () => performance.now(),
    timer: (milliseconds, callback) => {
      const timer = setTimeout(callback, Math.ceil(milliseconds));
      return () => clearTimeout(timer);
    },
    resolve: createResolver(),
    connect: connectOnNode,
    watch,
    writeOut: (bytes) => writeAll(1, bytes),
    writeError: (bytes) => writeAll(2, bytes),
  };
}

const FORWARDED = ['SIGHUP', 'SIGINT', 'SIGQUIT', 'SIGTERM', 'SIGUSR1', 'SIGUSR2', 'SIGALRM', 'SIGCONT', 'SIGWINCH'] as const;

function nodeSignals(onSignals: () => void): Signals {
  return {
    onSignal: (callback) => {
      const listener = (name: NodeJS.Signals): void => callback(constants.signals[name]);
      for (const name of FORWARDED) process.on(name, listener);
      onSignals();
      return () => {
        for (const name of FORWARDED) process.off(name, listener);
      };
    },
    // Signals are read from a pipe in the poll phase: one whole turn of the loop has seen every one that came before.
    settled: () => new Promise((resolve) => setImmediate(() => setImmediate(resolve))),
  };
}

/** Looks names up, and a name that is being looked up already only once: a lookup takes one of four threads until it ends. */
function createResolver(): Platform['resolve'] {
  const pending = new Map<string, Promise<readonly string[]>>();
  return async (host, cancel) => {
    let looking = pending.get(host);
    if (looking === undefined) {
      looking = lookUp(host).finally(() => pending.delete(host));
      pending.set(host, looking);
    }
    return unlessCancelled(looking, cancel);
  };
}

function lookUp(host: string): Promise<readonly string[]> {
  return new Promise((resolve, reject) => {
    lookup(host, { all: true, verbatim: true }, (error, addresses) => {
      if (error !== null) reject(platformError(error));
      else resolve(addresses.map(({ address }) => address));
    });
  });
}

function unlessCancelled<T>(work: Promise<T>, cancel: Cancellation): Promise<T> {
  return new Promise((resolve, reject) => {
    const release = cancel.onCancel(() => reject(new PlatformError('ECANCELED', 'cancelled')));
    void work.then(resolve, reject).finally(() => release());
  });
}

function watch(path: string, _: 'all' | 'renamed', callback: () => void): () => void {
  const watcher = translated(() => fs.watch(path, { persistent: false }, callback));
  // A watch that breaks is none, which the interface allows.
  watcher.on('error', () => watcher.close());
  return () => watcher.close();
}

/** How often in a row nothing may be written, a millisecond apart, before the rest is given up: nobody reads. */
const PATIENCE = 100;

function writeAll(file: number, bytes: Uint8Array): void {
  let rest = bytes;
  for (let tries = 0; rest.length > 0 && tries < PATIENCE; ) {
    let written = 0;
    try {
      written = fs.writeSync(file, rest);
    } catch (error) {
      const failure = platformError(error);
      if (!(failure instanceof PlatformError)) throw error;
      // A reader that is gone misses the rest; a gate is worth more than its audience.
      if (failure.code !== 'EAGAIN' && failure.code !== 'EINTR') return;
    }
    rest = rest.subarray(written);
    if (written > 0) tries = 0;
    else {
      tries++;
      Atomics.wait(new Int32Array(new SharedArrayBuffer(4)), 0, 0, 1);
    }
  }
}
