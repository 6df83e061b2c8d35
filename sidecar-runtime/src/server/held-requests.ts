import type { Readiness } from './readiness.ts';
import type { Timers } from './timers.ts';

/**
 * The requests that wait for readiness to change. All share one subscription; each costs an entry in a set and a timer that is
 * only ever started and cancelled. Nothing is polled.
 */
export class HeldRequests {
  readonly #held = new Set<() => void>();
  readonly #timers: Timers;
  readonly #limit: number;

  constructor(readiness: Readiness, timers: Timers, limit: number) {
    this.#timers = timers;
    this.#limit = limit;
    readiness.subscribe(() => this.#releaseAll());
  }

  /** How many are held now. */
  get size(): number {
    return this.#held.size;
  }

  /** Whether one more may be held. */
  get hasRoom(): boolean {
    return this.#held.size < this.#limit;
  }

  /**
   * Calls back once, as soon as readiness has changed or `seconds` have passed.
   * @returns the function that takes the request back, for a client that is gone
   */
  hold(seconds: number, answer: () => void): () => void {
    const release = (): void => {
      if (takeBack()) answer();
    };
    const cancel = this.#timers.after(seconds * 1000, release);
    const takeBack = (): boolean => {
      cancel();
      return this.#held.delete(release);
    };
    this.#held.add(release);
    return takeBack;
  }

  #releaseAll(): void {
    releaseInTurns([...this.#held]);
  }
}

/** How many are answered before others have their turn: a millisecond or two of work. */
const TURN = 20;

/** Answers the first ones at once. Between turns the server reads and answers what comes, such as probes. */
function releaseInTurns(releases: readonly (() => void)[]): void {
  for (const release of releases.slice(0, TURN)) release();
  const rest = releases.slice(TURN);
  if (rest.length > 0) setImmediate(releaseInTurns, rest);
}
