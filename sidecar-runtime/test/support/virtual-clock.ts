/** A clock that stands still until there is nothing left to do, then jumps to the next timer. */
export class VirtualClock {
  now = 0;
  private readonly timers = new Map<number, { readonly at: number; readonly callback: () => void }>();
  private count = 0;

  timer(milliseconds: number, callback: () => void): () => void {
    const id = this.count++;
    this.timers.set(id, { at: this.now + milliseconds, callback });
    return () => this.timers.delete(id);
  }

  /** How many timers nobody has stopped. */
  get pending(): number {
    return this.timers.size;
  }

  /** Lets time pass until the work is done; fails when nothing could ever finish it. */
  async run<T>(work: Promise<T>): Promise<T> {
    const outcome = { settled: false };
    const settle = (): void => {
      outcome.settled = true;
    };
    work.then(settle, settle);
    for (;;) {
      await turn();
      if (outcome.settled) return work;
      this.fireNext();
    }
  }

  /** Lets so many milliseconds pass. */
  async advance(milliseconds: number): Promise<void> {
    const end = this.now + milliseconds;
    await turn();
    while ([...this.timers.values()].some(({ at }) => at <= end)) {
      this.fireNext();
      await turn();
    }
    this.now = end;
  }

  /** Fires every timer of the next moment, in the order in which they were set. */
  private fireNext(): void {
    if (this.timers.size === 0) throw new Error('nothing is left that could finish the work: it hangs');
    let next = Infinity;
    for (const { at } of this.timers.values()) next = Math.min(next, at);
    this.now = Math.max(this.now, next);
    for (const [id, { at, callback }] of this.timers) {
      if (at !== next || !this.timers.delete(id)) continue;
      callback();
    }
  }
}

/** Lets every promise that can settle do so. */
export function turn(): Promise<void> {
  return new Promise((resolve) => {
    setImmediate(resolve);
  });
}
