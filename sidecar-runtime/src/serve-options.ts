import { parseDrainAddress } from './draining.ts';
import { parseDuration } from './waiter/duration.ts';
import { Flags } from './waiter/flags.ts';
import { UsageError } from './waiter/usage-error.ts';

/** What `startgate serve` was asked for. */
export interface SidecarOptions {
  readonly help: boolean;
  readonly config?: string;
  /** Milliseconds. */
  readonly readyAfter?: number;
  readonly neverReady: boolean;
  readonly port: number;
  readonly host: string;
  readonly drain?: string;
}

export const SERVE_USAGE = `usage: startgate serve [OPTION...]
A sidecar with /ready, /live, /startup and /metrics.

  --config FILE       JSON or YAML file that must be good before it is ready; it is watched
  --ready-after TIME  not ready before this time has passed, such as 10s
  --never-ready       never becomes ready
  --port N            port, 0 for any that is free (default 8080)
  --host ADDRESS      address (default ::, which takes IPv4 too)
  --drain ADDRESS     POST /drain is taken at unix:///PATH or 127.0.0.1:PORT (default: nowhere)
  --help              prints this

prints one line for each change of state: "startgate: STATUS" or "startgate: STATUS: REASON", with STATUS starting, ready, failed or draining
exit: 0 after SIGTERM or SIGINT; 64 bad usage; 69 cannot listen
`;

const FLAGS = ['--config', '--ready-after', '--never-ready', '--port', '--host', '--drain', '--help'];

/**
 * Reads the arguments of `startgate serve`. Of a flag that is given twice the last one counts.
 * @param args what stands behind `serve`
 * @throws UsageError
 */
export function parseServeOptions(args: readonly string[]): SidecarOptions {
  const options: Writable<SidecarOptions> = { help: false, neverReady: false, port: 8080, host: '::' };
  const flags = new Flags(['serve', ...args], args.length + 1);
  for (let next = flags.next(); next !== undefined; next = flags.next()) {
    if ('positional' in next) throw new UsageError(`startgate serve takes no "${next.positional}", only options: ${FLAGS.join(', ')}`);
    const { flag, inline } = next;
    const value = (): string => required(flag, flags.value(flag, inline));
    if (flag === '--config') options.config = value();
    else if (flag === '--ready-after') options.readyAfter = parseDuration(flag, value());
    else if (flag === '--never-ready') options.neverReady = flags.noValue(flag, inline);
    else if (flag === '--port') options.port = portOf(value());
    else if (flag === '--host') options.host = value();
    else if (flag === '--drain') options.drain = drainOf(value());
    else if (flag === '--help' || flag === '-h') options.help = flags.noValue(flag, inline);
    else throw new UsageError(`unknown option "${flag}" of startgate serve; there are ${FLAGS.join(', ')}`);
  }
  return options;
}

type Writable<T> = { -readonly [K in keyof T]: T[K] };

function required(flag: string, value: string): string {
  if (value === '') throw new UsageError(`${flag} needs a value, got ""`);
  return value;
}

function portOf(text: string): number {
  const port = /^\d{1,5}$/.test(text) ? Number(text) : Number.NaN;
  if (port <= 65535) return port;
  throw new UsageError(`--port must be a whole number from 0 to 65535, got "${text}"`);
}

function drainOf(text: string): string {
  try {
    parseDrainAddress(text);
    return text;
  } catch (error) {
    throw new UsageError(`--drain: ${(error as Error).message}`);
  }
}
