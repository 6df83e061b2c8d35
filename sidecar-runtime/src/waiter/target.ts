import { parseAuthority, type Authority } from './address.ts';
import { consistsOf, DIGITS, isPrintable, LOWER, printable } from './bytes.ts';
import { UsageError } from './usage-error.ts';

/** What a state target asks of the container that it names. */
export type StateCondition = 'started' | 'completed' | 'succeeded';

/** How a container of the Pod fares, as its guard says it. */
export interface StateCheck {
  readonly kind: 'state';
  readonly container: string;
  readonly condition: StateCondition;
}

/** What a gate looks at. */
export type Check =
  | { readonly kind: 'http'; readonly tls: boolean; readonly authority: Authority; readonly path: string }
  | { readonly kind: 'tcp'; readonly authority: Authority }
  | { readonly kind: 'grpc'; readonly authority: Authority; readonly service: string }
  | { readonly kind: 'unix'; readonly path: string; readonly http?: string }
  | { readonly kind: 'file'; readonly path: string }
  | { readonly kind: 'exec'; readonly command: readonly string[] }
  | StateCheck
  /** Whether the guard of this very container has started its command. */
  | { readonly kind: 'guard' };

/** One thing to wait for. */
export interface Target {
  /** How reports call it: its name, or the target without what may be secret (a query, the arguments of a command). */
  readonly label: string;
  /** The target as it was given, without its name. */
  readonly text: string;
  readonly check: Check;
}

const CONDITIONS: readonly StateCondition[] = ['started', 'completed', 'succeeded'];

const FORMS =
  'http://host:port/path, https://host:port/path, tcp://host:port, grpc://host:port/service, unix:///path, file:///path, exec:["command"], guard://self or NAME=started|completed|succeeded';

/**
 * Reads a target: `[NAME=]http://…`, `https://…`, `tcp://host:port`, `grpc://host:port[/service]`,
 * `unix:///path[:/http-path]`, `file:///path`, `exec:["command","argument"]`, `guard://self`, or `NAME=started|completed|succeeded`.
 *
 * @throws UsageError
 */
export function parseTarget(text: string): Target {
  const equals = text.indexOf('=');
  const before = text.slice(0, Math.max(equals, 0));
  if (equals < 0 || before.includes(':') || before.includes('/')) {
    const check = parseCheck(text);
    return { label: labelOf(text, check), text, check };
  }
  const name = parseName(before, `target "${text}"`);
  const rest = text.slice(equals + 1);
  const condition = CONDITIONS.find((word) => word === rest);
  if (condition !== undefined) return { label: `${name}=${condition}`, text: rest, check: { kind: 'state', container: name, condition } };
  if (!rest.includes(':')) {
    throw new UsageError(`condition must be started, completed or succeeded, got "${rest}" in "${text}" (for healthy, write the check: "${name}=http://localhost:8080/ready")`);
  }
  return { label: name, text: rest, check: parseCheck(rest) };
}

/**
 * Reads the name of a container.
 *
 * @param where what it belongs to, for the message
 * @throws UsageError
 * @see https://www.rfc-editor.org/rfc/rfc1123#section-2.1
 */
export function parseName(text: string, where: string): string {
  if (!consistsOf(text, `${LOWER}${DIGITS}-`) || text.startsWith('-') || text.endsWith('-') || text.length > 63) {
    throw new UsageError(`name must be a DNS label (at most 63 of a-z, 0-9 and "-", no "-" at either end), got "${text}" in ${where}`);
  }
  return text;
}

function parseCheck(text: string): Check {
  if (text.startsWith('exec:')) return { kind: 'exec', command: parseCommand(text) };
  if (text === 'guard://self') return { kind: 'guard' };
  const scheme = text.slice(0, Math.max(text.indexOf('://'), 0));
  const rest = text.slice(scheme.length + 3);
  switch (scheme) {
    case 'http':
    case 'https':
      return parseHttp(text, scheme === 'https', rest);
    case 'tcp':
      return { kind: 'tcp', authority: parseAuthority(text, withoutPath(text, rest)) };
    case 'grpc':
      return parseGrpc(text, rest);
    case 'unix':
      return parseUnix(text, rest);
    case 'file':
      return { kind: 'file', path: parsePath(text, rest) };
    default:
      throw new UsageError(`target must be one of ${FORMS}, got "${text}"`);
  }
}

function parseHttp(text: string, tls: boolean, rest: string): Check {
  const end = firstOf(rest, '/?#');
  const path = rest.slice(end);
  return { kind: 'http', tls, authority: parseAuthority(text, rest.slice(0, end)), path: requestPath(text, path.startsWith('/') ? path : `/${path}`) };
}

function parseGrpc(text: string, rest: string): Check {
  const end = firstOf(rest, '/');
  const service = rest.slice(end + 1);
  if (!isPrintable(service) || service.includes(' ') || service.length > 255) {
    throw new UsageError(`service must be at most 255 printable characters without a space, got "${service}" in "${text}"`);
  }
  return { kind: 'grpc', authority: parseAuthority(text, rest.slice(0, end)), service };
}

function parseUnix(text: string, rest: string): Check {
  const colon = rest.indexOf(':/');
  if (colon < 0) return { kind: 'unix', path: socketPath(text, rest) };
  return { kind: 'unix', path: socketPath(text, rest.slice(0, colon)), http: requestPath(text, rest.slice(colon + 1)) };
}

function parseCommand(text: string): readonly string[] {
  const cure = `write a JSON array such as exec:["pg_isready","-q"]`;
  let value: unknown;
  try {
    value = JSON.parse(text.slice('exec:'.length));
  } catch {
    throw new UsageError(`command is no JSON in "${text}": ${cure}`);
  }
  const words: readonly unknown[] = Array.isArray(value) ? value : [];
  if (words.length === 0 || words[0] === '' || !words.every((word) => typeof word === 'string' && !word.includes('\0'))) {
    throw new UsageError(`command must be an array of strings that starts with a program, got "${text}": ${cure}`);
  }
  return words as readonly string[];
}

/** The longest path of a unix socket, in bytes. See unix(7). */
const LONGEST_SOCKET_PATH = 107;

function socketPath(text: string, path: string): string {
  parsePath(text, path);
  if (path.length > LONGEST_SOCKET_PATH) throw new UsageError(`socket path must be at most ${LONGEST_SOCKET_PATH} bytes, got ${path.length} in "${text}"`);
  return path;
}

function parsePath(text: string, path: string): string {
  if (!path.startsWith('/') || path.includes('\0')) {
    throw new UsageError(`path must be absolute, with three slashes after the colon, got "${text}"`);
  }
  return path;
}

function requestPath(text: string, path: string): string {
  if (path.includes('#')) throw new UsageError(`a fragment is never sent, got "${text}": leave out the part from "#" on`);
  if (!isPrintable(path) || path.includes(' ')) throw new UsageError(`path may only hold printable ASCII without a space, got "${text}": percent-encode the rest`);
  return path;
}

function withoutPath(text: string, rest: string): string {
  const end = firstOf(rest, '/?#');
  if (rest.slice(end) !== '' && rest.slice(end) !== '/') throw new UsageError(`a tcp target has no path, got "${text}"`);
  return rest.slice(0, end);
}

function firstOf(text: string, ends: string): number {
  let first = text.length;
  for (const end of ends) {
    const at = text.indexOf(end);
    if (at >= 0 && at < first) first = at;
  }
  return first;
}

/** A target without what may be secret. */
export function labelOf(text: string, check: Check): string {
  if (check.kind === 'exec') return printable(`exec:${check.command[0] as string}`);
  return printable(text.slice(0, firstOf(text, '?')));
}
