import type { Timers } from '../../src/server/timers.ts';

/** Time that passes only when it is told to. */
export class ManualTimers implements Timers {
  #now = 0;
  #next = 0;
  readonly #pending = new Map<number, { readonly at: number; readonly callback: () => void }>();

  after(milliseconds: number, callback: () => void): () => void {
    const id = this.#next++;
    this.#pending.set(id, { at: this.#now + milliseconds, callback });
    return () => void this.#pending.delete(id);
  }

  /** How many timers run. */
  get pending(): number {
    return this.#pending.size;
  }

  /** Lets time pass; what is due is called in its order. */
  pass(milliseconds: number): void {
    this.#now += milliseconds;
    const due = [...this.#pending].filter(([, { at }]) => at <= this.#now).sort(([, a], [, b]) => a.at - b.at);
    for (const [id, { callback }] of due) {
      if (this.#pending.delete(id)) callback();
    }
  }
}
