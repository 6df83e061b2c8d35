import { consistsOf, DIGITS, isPrintable, LOWER, lowerCase, UPPER } from './bytes.ts';
import { parseCount, parseDuration } from './duration.ts';
import { UsageError } from './usage-error.ts';

/** What to do when a gate is still closed after its timeout. */
export type OnTimeout = 'fail' | 'block' | 'continue';

/** How one gate is waited for. Times are milliseconds. */
export interface GateOptions {
  readonly timeout: number;
  readonly onTimeout: OnTimeout;
  readonly requestTimeout: number;
  readonly maxInterval: number;
  /** Names and values; a later one of the same name replaces an earlier one. */
  readonly headers: readonly (readonly [string, string])[];
}

/** What holds for a gate that says nothing else. */
export const DEFAULTS: GateOptions = { timeout: 60_000, onTimeout: 'fail', requestTimeout: 1000, maxInterval: 250, headers: [] };

/** The shortest time between two tries, in milliseconds: a hundred tries a second at most. */
export const SHORTEST_INTERVAL = 10;

type Reader = (flag: string, value: string, before: Partial<GateOptions>) => Partial<GateOptions>;

const READERS: Readonly<Record<string, Reader>> = {
  '--timeout': (flag, value) => ({ timeout: parseDuration(flag, value) }),
  '--on-timeout': (flag, value) => ({ onTimeout: parseOnTimeout(flag, value) }),
  '--request-timeout': (flag, value) => ({ requestTimeout: parseDuration(flag, value) }),
  '--max-interval': (flag, value) => ({ maxInterval: parseInterval(flag, value) }),
  '--header': (flag, value, before) => ({ headers: withHeader(before.headers ?? [], parseHeader(flag, value)) }),
  // The flags of the known sample sidecar and of Istio's `pilot-agent wait`.
  '--timeoutSeconds': (flag, value) => ({ timeout: parseCount(flag, value, 1000) }),
  '--periodMillis': (flag, value) => ({ maxInterval: Math.max(SHORTEST_INTERVAL, parseCount(flag, value, 1)) }),
  '--requestTimeoutMillis': (flag, value) => ({ requestTimeout: parseCount(flag, value, 1) }),
};

/** Whether a flag is an option of a gate. */
export function isGateOption(flag: string): boolean {
  return Object.hasOwn(READERS, flag);
}

/**
 * Adds the value of a flag to what was given before; the last one wins.
 *
 * @throws UsageError
 */
export function withOption(before: Partial<GateOptions>, flag: string, value: string): Partial<GateOptions> {
  return { ...before, ...(READERS[flag] as Reader)(flag, value, before) };
}

/** The options of one gate: its own before those of all, those of all before the defaults. Headers add up. */
export function resolveOptions(forAll: Partial<GateOptions>, own: Partial<GateOptions>): GateOptions {
  const headers = (own.headers ?? []).reduce(withHeader, forAll.headers ?? DEFAULTS.headers);
  return { ...DEFAULTS, ...forAll, ...own, headers };
}

function withHeader(headers: GateOptions['headers'], added: readonly [string, string]): GateOptions['headers'] {
  return [...headers.filter(([name]) => lowerCase(name) !== lowerCase(added[0])), added];
}

function parseOnTimeout(flag: string, value: string): OnTimeout {
  if (value === 'fail' || value === 'block' || value === 'continue') return value;
  throw new UsageError(`${flag} must be fail, block or continue, got "${value}"`);
}

function parseInterval(flag: string, value: string): number {
  const interval = parseDuration(flag, value);
  if (interval < SHORTEST_INTERVAL) throw new UsageError(`${flag} must be at least ${SHORTEST_INTERVAL}ms, got "${value}"`);
  return interval;
}

/** The characters of a header name. @see https://www.rfc-editor.org/rfc/rfc9110#section-5.6.2 */
const TOKEN = `${LOWER}${UPPER}${DIGITS}!#$%&'*+-.^_\`|~`;

/** What says how long the request is: ours has no body, and must not seem to have one. */
const FRAMING: readonly string[] = ['content-length', 'transfer-encoding'];

function parseHeader(flag: string, text: string): readonly [string, string] {
  const colon = text.indexOf(':');
  const name = text.slice(0, Math.max(colon, 0));
  const value = text.slice(colon + 1).trim();
  if (!consistsOf(name, TOKEN) || !isPrintable(value)) {
    throw new UsageError(`${flag} must be a name, a colon and a value of printable ASCII, such as 'Host: example.org', got "${text}"`);
  }
  if (FRAMING.includes(lowerCase(name))) throw new UsageError(`${flag} can't be "${name}": a check has no body`);
  return [name, value];
}
