import { parseDrainAddress } from './draining.ts';
import { parseDuration } from '../waiter/duration.ts';
import { linesOf, namesOf, readArguments, type FlagTable } from '../waiter/flags.ts';
import { UsageError } from '../waiter/usage-error.ts';

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

type Draft = { -readonly [K in keyof SidecarOptions]: SidecarOptions[K] };

export const SERVE: FlagTable<Draft> = {
  '--config': {
    value: 'FILE', example: '/etc/app/config.yaml', about: 'JSON or YAML file that must be valid before the sidecar is ready; changes are watched',
    read: (draft, value, flag) => { draft.config = required(flag, value); },
  },
  '--ready-after': {
    value: 'TIME', example: '10s', about: 'not ready before this time has passed, such as 10s',
    read: (draft, value, flag) => { draft.readyAfter = parseDuration(flag, required(flag, value)); },
  },
  '--never-ready': { about: 'never becomes ready' },
  '--port': {
    value: 'N', example: '8080', about: 'port, 0 for any that is free (default 8080)',
    read: (draft, value, flag) => { draft.port = portOf(required(flag, value)); },
  },
  '--host': {
    value: 'ADDRESS', example: '127.0.0.1', about: 'address (default ::, which takes IPv4 too)',
    read: (draft, value, flag) => { draft.host = required(flag, value); },
  },
  '--drain': {
    value: 'ADDRESS', example: '127.0.0.1:9000', about: 'POST /drain is taken at unix:///PATH or 127.0.0.1:PORT (default: nowhere)',
    read: (draft, value, flag) => { draft.drain = drainOf(required(flag, value)); },
  },
  '--help': { about: 'prints this' },
};

export const SERVE_USAGE = `usage: startgate serve [OPTION...]
A sidecar with /ready, /live, /startup and /metrics.

${linesOf([SERVE], 22)}
prints one line for each change of state: "startgate: STATUS" or "startgate: STATUS: REASON", with STATUS starting, ready, failed or draining
exit: 0 after SIGTERM or SIGINT; 64 bad usage; 69 cannot listen
`;

/**
 * Reads the arguments of `startgate serve`. Of a flag that is given twice the last one counts.
 * @param args what stands behind `serve`
 * @throws UsageError
 */
export function parseServeOptions(args: readonly string[]): SidecarOptions {
  const draft: Draft = { help: false, neverReady: false, port: 8080, host: '::' };
  const seen = readArguments('serve', args, [SERVE], draft, (text) => {
    throw new UsageError(`startgate serve takes no "${text}", only options: ${namesOf([SERVE])}`);
  });
  return { ...draft, help: seen === undefined, neverReady: seen?.includes('--never-ready') === true };
}

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
