import { consistsOf, DIGITS, isPrintable, LOWER, lowerCase, UPPER } from './bytes.ts';
import { parseDuration } from './duration.ts';
import type { ResultReference, StepCondition } from './invocation.ts';
import { SHORTEST_INTERVAL } from './options.ts';
import { parseName, type StateCheck } from './target.ts';
import { UsageError } from './usage-error.ts';

/**
 * Reads one of a few words. This and all below read the value of a flag.
 *
 * @throws UsageError
 */
export function parseWord<const Word extends string>(flag: string, text: string, words: readonly Word[]): Word {
  const word = words.find((each) => each === text);
  if (word === undefined) throw new UsageError(`${flag} must be ${words.slice(0, -1).join(', ')} or ${words[words.length - 1] as string}, got "${text}"`);
  return word;
}

export function parseDirectory(flag: string, text: string): string {
  if (text === '' || text.includes('\0')) throw new UsageError(`${flag} must be a directory, got "${text}"`);
  return text;
}

export function parseInterval(flag: string, text: string): number {
  const interval = parseDuration(flag, text);
  if (interval < SHORTEST_INTERVAL) throw new UsageError(`${flag} must be at least ${SHORTEST_INTERVAL}ms, got "${text}"`);
  return interval;
}

/** The characters of a header name. @see https://www.rfc-editor.org/rfc/rfc9110#section-5.6.2 */
const TOKEN = `${LOWER}${UPPER}${DIGITS}!#$%&'*+-.^_\`|~`;

/** What says how long the request is: ours has no body, and must not seem to have one. */
const FRAMING: readonly string[] = ['content-length', 'transfer-encoding'];

export function parseHeader(flag: string, text: string): readonly [string, string] {
  const colon = text.indexOf(':');
  const name = text.slice(0, Math.max(colon, 0));
  const value = text.slice(colon + 1).trim();
  if (!consistsOf(name, TOKEN) || !isPrintable(value)) {
    throw new UsageError(`${flag} must be a name, a colon and a value of printable ASCII, such as 'Host: example.org', got "${text}"`);
  }
  if (FRAMING.includes(lowerCase(name))) throw new UsageError(`${flag} can't be "${name}": a check has no body`);
  return [name, value];
}

export function parseUntil(flag: string, text: string): StateCheck {
  const equals = text.indexOf('=');
  const condition = text.slice(equals + 1);
  if (equals < 0 || (condition !== 'completed' && condition !== 'succeeded')) {
    throw new UsageError(`${flag} must be NAME=completed or NAME=succeeded, got "${text}"`);
  }
  return { kind: 'state', container: parseName(text.slice(0, equals), `${flag} "${text}"`), condition };
}

export function parseReference(flag: string, text: string): ResultReference {
  const dot = text.indexOf('.');
  if (dot < 0) throw new UsageError(`${flag} must be STEP.RESULT, such as "build.digest", got "${text}"`);
  return { step: parseName(text.slice(0, dot), `${flag} "${text}"`), result: parseName(text.slice(dot + 1), `${flag} "${text}"`) };
}

export function parseCondition(flag: string, text: string): StepCondition {
  const equals = text.indexOf('=');
  if (equals < 0) throw new UsageError(`${flag} must be STEP=CODE, STEP!=CODE, STEP.RESULT=TEXT or STEP.RESULT!=TEXT, got "${text}"`);
  const equal = text[equals - 1] !== '!';
  const [left, value] = [text.slice(0, equal ? equals : equals - 1), text.slice(equals + 1)];
  if (left.includes('.')) return { kind: 'result', equal, value, ...parseReference(flag, left) };
  const step = parseName(left, `${flag} "${text}"`);
  if (!consistsOf(value, DIGITS) || Number(value) > 255) throw new UsageError(`${flag} "${text}" must compare with an exit code from 0 to 255, got "${value}"`);
  return { kind: 'exit-code', step, equal, code: Number(value) };
}

export function parseVariable(flag: string, text: string): string {
  if (text === '' || text.includes('=') || text.includes('\0')) throw new UsageError(`${flag} must be the name of a variable, got "${text}"`);
  return text;
}

export function parseBytes(flag: string, text: string): number {
  const bytes = Number(text);
  if (!consistsOf(text, DIGITS) || bytes < 1 || bytes > 65_536) throw new UsageError(`${flag} must be a number of bytes from 1 to 65536, got "${text}"`);
  return bytes;
}
