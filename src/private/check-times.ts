import type { CheckOptions } from '../check-options';
import { ATTEMPT_MS } from './check-target';
import { durationText, LONGEST_MS } from './duration-text';
import type { CheckTimes } from './model';
import { DURATION, type OptionRules } from './option';

/** The shortest interval that the waiter keeps. */
const SHORTEST_INTERVAL_MS = 10;

export const TIME_OPTIONS: OptionRules<CheckOptions> = { timeout: DURATION, interval: DURATION };

/**
 * The times of a check. An attempt of 1 s is what every mechanism has without a timeout.
 *
 * @param where the call, for the message
 * @throws if a time is none that the waiter keeps
 */
export function timesOf(where: string, { timeout, interval }: CheckOptions): CheckTimes {
  const timeoutMs = timeout?.toMilliseconds();
  const intervalMs = interval?.toMilliseconds();
  requireTime(`"timeout" of ${where}`, timeoutMs, 1);
  requireTime(`"interval" of ${where}`, intervalMs, SHORTEST_INTERVAL_MS);
  return {
    ...(timeoutMs === undefined || timeoutMs === ATTEMPT_MS ? {} : { timeoutMs }),
    ...(intervalMs === undefined ? {} : { intervalMs }),
  };
}

function requireTime(what: string, milliseconds: number | undefined, least: number): void {
  if (milliseconds === undefined || (milliseconds >= least && milliseconds <= LONGEST_MS)) return;
  throw new Error(`${what} must be from ${least} ms to 596 hours; got ${durationText(milliseconds)}`);
}
