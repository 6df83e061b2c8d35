/** The longest time that the waiter's timer can hold: 32 bits of milliseconds, in whole hours. */
export const LONGEST_MS = 596 * 3_600_000;

/** Milliseconds as the waiter's command line writes them: `60s`, `1500ms`. */
export function durationText(milliseconds: number): string {
  return milliseconds % 1000 === 0 ? `${milliseconds / 1000}s` : `${milliseconds}ms`;
}
