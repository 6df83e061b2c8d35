import { consistsOf, DIGITS } from './bytes.ts';
import { UsageError } from './usage-error.ts';

const UNITS: readonly (readonly [string, number])[] = [
  ['ms', 1],
  ['s', 1000],
  ['m', 60_000],
  ['h', 3_600_000],
];

/** The longest time that a 32-bit timer can hold, in milliseconds: a little over 596 hours. */
const LONGEST = 2_147_483_647;

/**
 * Reads a duration such as `60s`, `500ms`, `2m` or `1h`.
 *
 * @param option the option that it belongs to, for the message
 * @returns milliseconds, at least 1
 * @throws UsageError
 */
export function parseDuration(option: string, text: string): number {
  if (consistsOf(text, DIGITS)) {
    throw new UsageError(`${option} has no unit in "${text}": write "${text}s" for seconds or "${text}ms" for milliseconds`);
  }
  for (const [unit, factor] of UNITS) {
    const number = text.slice(0, text.length - unit.length);
    if (text.endsWith(unit) && consistsOf(number, DIGITS)) return inRange(option, text, Number(number) * factor);
  }
  throw new UsageError(`${option} must be a whole number with the unit ms, s, m or h, such as "60s", got "${text}"`);
}

/**
 * Reads a plain number of some unit, as the flags of other waiters take it.
 *
 * @returns milliseconds, at least 1
 * @throws UsageError
 */
export function parseCount(option: string, text: string, factor: number): number {
  if (!consistsOf(text, DIGITS)) throw new UsageError(`${option} must be a whole number without a unit, got "${text}"`);
  return inRange(option, text, Number(text) * factor);
}

/** A duration as it is written on the command line, in the largest unit that divides it; a minute is 60s, as everybody writes it. */
export function formatDuration(milliseconds: number): string {
  for (const [unit, factor] of [...UNITS].reverse()) {
    if (milliseconds >= factor && milliseconds % factor === 0 && milliseconds !== 60_000 * Number(unit === 'm')) return `${milliseconds / factor}${unit}`;
  }
  return `${milliseconds}ms`;
}

function inRange(option: string, text: string, milliseconds: number): number {
  if (milliseconds === 0) throw new UsageError(`${option} must be more than zero, got "${text}"`);
  if (milliseconds > LONGEST) throw new UsageError(`${option} must be at most 596h, got "${text}"`);
  return milliseconds;
}
