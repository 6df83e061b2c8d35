import { Registry } from 'prom-client';
import { loadConfig } from './config.ts';
import { listenDraining } from './draining.ts';
import { type Print, printersOn } from './printers.ts';
import { createReadiness, type ReadinessState } from './readiness.ts';
import { parseServeOptions, SERVE_USAGE, type SidecarOptions } from './serve-options.ts';
import { serve } from './server.ts';
import { systemTimers, type Timers } from './timers.ts';
import { withoutControls } from '../waiter/bytes.ts';
import { EXIT } from '../waiter/exit-code.ts';
import { UsageError } from '../waiter/usage-error.ts';

/** What `runServe` touches outside. */
export interface ServeIo {
  /** Takes what goes to standard output. @default - `process.stdout.write` */
  readonly out?: (text: string) => void;
  /** Takes what goes to standard error. @default - `process.stderr.write` */
  readonly err?: (text: string) => void;
  /** How time passes. @default - the timers of the process */
  readonly timers?: Timers;
  /** Called when SIGTERM and SIGINT have handlers. @default - nothing is called */
  readonly onSignals?: () => void;
}

const LOADING = 'loading configuration';

/**
 * `startgate serve`: a sidecar that is ready when its configuration is good and a time has passed. Each change of state
 * is one line on standard output: `startgate: STATUS` or `startgate: STATUS: REASON`.
 * @returns the exit code: 0 after SIGTERM or SIGINT, 64 bad usage, 69 cannot listen
 */
export async function runServe(args: readonly string[], io: ServeIo = {}): Promise<number> {
  const { out, err } = { ...printersOn(process.stdout, process.stderr), ...io };
  let options: SidecarOptions;
  try {
    options = parseServeOptions(args);
  } catch (error) {
    if (!(error instanceof UsageError)) throw error;
    err(`startgate serve: ${withoutControls(error.message)}\n`);
    return EXIT.USAGE;
  }
  if (options.help) {
    out(SERVE_USAGE);
    return EXIT.OPEN;
  }
  return run(options, out, err, io);
}

async function run(options: SidecarOptions, out: Print, err: Print, io: ServeIo): Promise<number> {
  const timers = io.timers ?? systemTimers;
  const readiness = createReadiness();
  const registry = new Registry();
  const ended = deferred<number>();
  const cleanups: (() => void | Promise<void>)[] = [];

  if (options.neverReady) readiness.notReady(LOADING);
  if (options.readyAfter !== undefined) {
    const waited = deferred<undefined>();
    cleanups.push(timers.after(options.readyAfter, () => waited.resolve(undefined)));
    void readiness.task('ready-after', waited.promise, LOADING);
  }
  if (options.config !== undefined) {
    const config = loadConfig(options.config, { readiness, registry });
    cleanups.push(() => config.close());
    config.subscribe(({ problem, value }) => {
      if (problem === undefined) return;
      const instead = value === undefined ? 'not used' : 'the last good configuration stays in use';
      err(`startgate: bad configuration, ${instead}: ${withoutControls(problem)}\n`);
    });
  } else if (options.readyAfter === undefined && !options.neverReady) {
    readiness.ready();
  }
  out(lineOf(readiness.state));
  cleanups.unshift(readiness.subscribe((state) => out(lineOf(state))));

  try {
    if (options.drain !== undefined) {
      const listener = await listenDraining(readiness, options.drain);
      cleanups.push(() => listener.close());
      out(`startgate: draining is asked for at ${listener.url}\n`);
    }
    const serving = serve(readiness, { registry, host: options.host, port: options.port, timers, exit: ended.resolve });
    io.onSignals?.();
    const server = await serving;
    out(`startgate: listening on ${server.url}\n`);
    return await ended.promise;
  } catch (error) {
    err(`startgate serve: ${withoutControls((error as Error).message)}\n`);
    return EXIT.UNAVAILABLE;
  } finally {
    for (const cleanup of cleanups) await cleanup();
  }
}

function lineOf({ status, reason }: ReadinessState): string {
  return reason === undefined ? `startgate: ${status}\n` : `startgate: ${status}: ${withoutControls(reason.replaceAll(/\s+/gu, ' '))}\n`;
}

interface Deferred<T> {
  readonly promise: Promise<T>;
  readonly resolve: (value: T) => void;
}

function deferred<T>(): Deferred<T> {
  let resolve!: (value: T) => void;
  const promise = new Promise<T>((take) => {
    resolve = take;
  });
  return { promise, resolve };
}
