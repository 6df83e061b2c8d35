import { lowerCase } from './bytes.ts';
import type { Statuses } from './statuses.ts';

/** What to do when a gate is still closed after its timeout. */
export type OnTimeout = 'fail' | 'block' | 'continue';

/** How one gate is waited for. Times are milliseconds. */
export interface GateOptions {
  readonly timeout: number;
  readonly onTimeout: OnTimeout;
  readonly requestTimeout: number;
  /** Undefined: `LONGEST_INTERVAL`, or `LOOK_AGAIN` in a directory that is watched. */
  readonly maxInterval?: number;
  /** The time from one try to the next, whatever the time waited. Undefined: one that grows up to `maxInterval`. */
  readonly interval?: number;
  /** The HTTP statuses that open the gate; undefined: `SUCCESS`. */
  readonly statuses?: Statuses;
  /** Names and values; a later one of the same name replaces an earlier one. */
  readonly headers: readonly (readonly [string, string])[];
}

/** What holds for a gate that says nothing else. */
export const DEFAULTS: GateOptions = { timeout: 60_000, onTimeout: 'fail', requestTimeout: 1000, headers: [] };

/** The shortest time between two tries, in milliseconds: a hundred tries a second at most. */
export const SHORTEST_INTERVAL = 10;

/** The options of one gate: its own before those of all, those of all before the defaults. Headers add up. */
export function resolveOptions(forAll: Partial<GateOptions>, own: Partial<GateOptions>): GateOptions {
  const headers = (own.headers ?? []).reduce(withHeader, forAll.headers ?? DEFAULTS.headers);
  return { ...DEFAULTS, ...forAll, ...own, headers };
}

export function withHeader(headers: GateOptions['headers'], added: readonly [string, string]): GateOptions['headers'] {
  return [...headers.filter(([name]) => lowerCase(name) !== lowerCase(added[0])), added];
}
