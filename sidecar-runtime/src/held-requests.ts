import type { Readiness } from './readiness.ts';
import type { Timers } from './timers.ts';

/** How a held request came to its end. */
export type Release = 'changed' | 'timeout' | 'gone';

interface Held {
  release(why: Release): void;
}

/**
 * The requests that wait for readiness to change. All share one subscription; each costs an entry in a set, an abort
 * listener and a timer that is only ever started and cancelled. Nothing is polled.
 */
export class HeldRequests {
  readonly #held = new Set<Held>();
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
   * Settles when readiness changes, `seconds` have passed, or the client is gone.
   * @param signal aborted when the client goes away
   */
  hold(seconds: number, signal: AbortSignal): Promise<Release> {
    return new Promise((resolve) => {
      if (signal.aborted) {
        resolve('gone');
        return;
      }
      const release = (why: Release): void => {
        if (!this.#held.delete(held)) return;
        cancel();
        signal.removeEventListener('abort', gone);
        resolve(why);
      };
      const held: Held = { release };
      const gone = (): void => release('gone');
      const cancel = this.#timers.after(seconds * 1000, () => release('timeout'));
      signal.addEventListener('abort', gone, { once: true });
      this.#held.add(held);
    });
  }

  #releaseAll(): void {
    for (const held of [...this.#held]) held.release('changed');
  }
}
