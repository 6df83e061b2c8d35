import { PlatformError, type Platform } from '../platform/platform.ts';
import { consistsOf, DIGITS, LOWER, printable } from './bytes.ts';
import type { ResultReference } from './invocation.ts';
import { stateOf } from './state.ts';

/** The most that is read of one result of another step, in bytes; its own guard has held it to less. */
const LARGEST = 65_536;

const LINE_FEED = 0x0a;

/** A result that can't be had, and why. */
export class ResultError extends Error {}

/** Where a step leaves its results: a file a result. */
export function resultsOf(state: string, step: string): string {
  return `${stateOf(state, step)}/results`;
}

/**
 * The results that a step has left, by name.
 *
 * @throws ResultError one is not a file, has a name that can't be one, or they are larger than allowed
 */
export function readResults(platform: Platform, state: string, step: string, limit: number): ReadonlyMap<string, Uint8Array> {
  const folder = resultsOf(state, step);
  return refusing(() => {
    // A step may take its own folder away: it has left nothing then.
    if (platform.files.status(folder) === undefined) return new Map();
    return platform.files.within(folder, (path) => readAll(platform, path, limit));
  }, 'its results');
}

function readAll(platform: Platform, folder: string, limit: number): ReadonlyMap<string, Uint8Array> {
  const results = new Map<string, Uint8Array>();
  let total = 0;
  for (const name of platform.files.list(folder)) {
    if (!isLabel(name)) throw new ResultError(`the name of a result must be a DNS label (at most 63 of a-z, 0-9 and "-", no "-" at either end), got "${printable(name)}"`);
    const bytes = refusing(() => platform.files.read(`${folder}/${name}`, LARGEST), `result "${name}"`);
    total += bytes.length;
    if (total > limit) throw new ResultError(`its results are larger than ${limit} bytes, with "${name}" ${total} or more: leave larger files in the workspace`);
    results.set(name, bytes);
  }
  return results;
}

/**
 * A result of an earlier step, without the line feed that a shell's echo puts at its end.
 *
 * @throws ResultError it was not written
 */
export function readResult(platform: Platform, state: string, { step, result }: ResultReference): Uint8Array {
  const read = (folder: string): Uint8Array => platform.files.read(`${folder}/${result}`, LARGEST);
  return withoutLineFeed(refusing(() => platform.files.within(resultsOf(state, step), read), `result "${result}" of step "${step}"`));
}

/** What stands for a result. */
export function withoutLineFeed(bytes: Uint8Array): Uint8Array {
  return bytes[bytes.length - 1] === LINE_FEED ? bytes.subarray(0, -1) : bytes;
}

const REASONS: Readonly<Record<string, string>> = {
  ENOENT: 'was not written',
  ELOOP: 'is a link',
  EINVAL: 'is not a regular file',
  EISDIR: 'is not a regular file',
  ENOTDIR: 'is not in a directory',
  EACCES: 'is not readable: permission denied',
  EFBIG: `is larger than ${LARGEST} bytes`,
};

function refusing<T>(read: () => T, what: string): T {
  try {
    return read();
  } catch (error) {
    if (!(error instanceof PlatformError)) throw error;
    throw new ResultError(`${what} ${REASONS[error.code] ?? `can't be read: ${error.message}`}`);
  }
}

function isLabel(name: string): boolean {
  return consistsOf(name, `${LOWER}${DIGITS}-`) && name.length <= 63 && !name.startsWith('-') && !name.endsWith('-');
}
