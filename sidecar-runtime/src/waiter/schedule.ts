import { SHORTEST_INTERVAL } from './options.ts';

/**
 * How long after one try the next one starts: 2 % of the time waited, so that a gate is late by at most 2 % of the
 * warm-up; never under 10 ms, never over the longest interval. All in milliseconds.
 */
export function nextInterval(waited: number, longest: number): number {
  return Math.min(longest, Math.max(SHORTEST_INTERVAL, waited / 50));
}

/** How long a reason is no news, in milliseconds. */
const OLD_NEWS = 10_000;

/** Decides what is worth a line: an answer that was not said in the last ten seconds. What flaps can't fill a log so. */
export class Talk {
  private readonly said = new Map<string, number>();

  isNews(reason: string, now: number): boolean {
    for (const [other, at] of this.said) if (now - at >= OLD_NEWS) this.said.delete(other);
    if (this.said.has(reason)) return false;
    this.said.set(reason, now);
    return true;
  }
}
