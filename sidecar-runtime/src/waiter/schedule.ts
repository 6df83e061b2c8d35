import { SHORTEST_INTERVAL } from './options.ts';

/** The longest time between two tries without `--max-interval`, in milliseconds. */
export const LONGEST_INTERVAL = 250;

/** The same for a file or a state in a directory that is watched: a try for changes that the kernel does not report. */
export const LOOK_AGAIN = 1000;

/**
 * How long after one try the next one starts: a sixtieth of the time waited, so that a gate is late by at most 1.7 % of
 * the warm-up, and by half of it on the average; never under 10 ms, never over the longest interval. All in milliseconds.
 *
 * Where nobody listens yet it is 0.5 %: such a try costs 0.6 of one that is answered.
 */
export function nextInterval(waited: number, longest: number, refused: boolean): number {
  const interval = refused ? waited / 200 : waited / 60;
  if (interval > longest) return longest;
  return interval < SHORTEST_INTERVAL ? Math.min(SHORTEST_INTERVAL, longest) : interval;
}

/** How long a reason is no news, in milliseconds. */
const OLD_NEWS = 10_000;

/** Decides what is worth a line: an answer that was not said in the last ten seconds. What flaps can't fill a log so. */
export class Talk {
  private readonly said = new Map<string, number>();

  isNews(reason: string, now: number): boolean {
    const at = this.said.get(reason);
    if (at !== undefined && now - at < OLD_NEWS) return false;
    for (const [other, then] of this.said) if (now - then >= OLD_NEWS) this.said.delete(other);
    this.said.set(reason, now);
    return true;
  }
}
