import { Worker } from 'node:worker_threads';
import { isSystemError } from './listen.ts';

/**
 * Makes a value of configuration bytes.
 * @param name the file; its ending tells the language
 * @param signal ends the work
 * @throws Error with one line for people
 */
export type ConfigParser = (name: string, bytes: Uint8Array, signal: AbortSignal) => Promise<unknown>;

/** What parsing may take. */
export interface ParseLimits {
  readonly milliseconds: number;
  /** Of heap. */
  readonly megabytes: number;
}

/** A file of 1 MiB takes about 2 s of a whole CPU, a Pod has less. */
const MAX_MILLISECONDS = 10_000;
const MAX_MEGABYTES = 256;
/** What the program of the worker needs by itself. */
const MIN_MEGABYTES = 16;

// Beside this file in dist/; tests run this file from src/.
const PROGRAM = new URL('../../dist/server/config-worker.js', import.meta.url);

/**
 * `parseConfig` in a thread of its own: text exists that keeps any YAML parser busy for minutes, and meanwhile requests, probes and
 * signals are to be served.
 * @param limits what is too long or too large for them is refused
 */
export function parseInWorker(name: string, bytes: Uint8Array, signal: AbortSignal, limits: ParseLimits = limitsHere()): Promise<unknown> {
  return new Promise((resolve, reject) => {
    const { milliseconds, megabytes } = limits;
    const resourceLimits = { maxOldGenerationSizeMb: megabytes, maxYoungGenerationSizeMb: Math.max(1, megabytes / 16) };
    const worker = new Worker(PROGRAM, { workerData: { name, bytes }, resourceLimits, env: {}, execArgv: [] });
    const end = (): void => {
      clearTimeout(timer);
      signal.removeEventListener('abort', aborted);
      void worker.terminate();
    };
    const refuse = (problem: string, cause?: unknown): void => {
      end();
      reject(new Error(problem, { cause }));
    };
    const size = `${bytes.length} bytes`;
    const aborted = (): void => refuse('closed while it was parsed');
    const tooLong = `not parsed within the limit of ${milliseconds / 1000} s, got ${size}: write less, or write it simpler`;
    const timer = setTimeout(() => refuse(tooLong), milliseconds);
    signal.addEventListener('abort', aborted, { once: true });
    worker.once('message', (result: { readonly value: unknown } | { readonly problem: string }) => {
      if ('problem' in result) {
        refuse(result.problem);
        return;
      }
      end();
      resolve(result.value);
    });
    worker.once('error', (error) => {
      const isMemory = isSystemError(error) && error.code === 'ERR_WORKER_OUT_OF_MEMORY';
      const tooMuch = `not parsed within the limit of ${megabytes} MB of memory, got ${size}: write less, or raise the memory limit of the container`;
      refuse(isMemory ? tooMuch : `cannot be parsed: ${error.message}`, error);
    });
  });
}

/** At most half of what the container has left: a file must not end it for want of memory either. */
function limitsHere(): ParseLimits {
  const left = process.constrainedMemory() - process.memoryUsage.rss();
  const megabytes = left > 0 ? Math.floor(left / 2 / 1024 / 1024) : MAX_MEGABYTES;
  return { milliseconds: MAX_MILLISECONDS, megabytes: Math.min(MAX_MEGABYTES, Math.max(MIN_MEGABYTES, megabytes)) };
}
