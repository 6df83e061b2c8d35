interface Timer {
  readonly due: number;
  /** Undefined once it was stopped or has fired: whoever stops it may be led to by it. */
  callback: (() => void) | undefined;
  after: Timer | undefined;
}

/** Timers, the next one first. Times are milliseconds of one clock, whichever. */
export class Timers {
  /** Each leads to the one after it. There are hardly more than two for each gate. */
  private first: Timer | undefined;

  /**
   * Calls back once when a time is due.
   *
   * @returns a function that stops it
   */
  add(due: number, callback: () => void): () => void {
    let before: Timer | undefined;
    let after = this.first;
    while (after !== undefined && after.due <= due) {
      before = after;
      after = after.after;
    }
    const timer: Timer = { due, callback, after };
    if (before === undefined) this.first = timer;
    else before.after = timer;
    return () => this.remove(timer);
  }

  /** When the next timer is due, or undefined if there is none. */
  next(): number | undefined {
    return this.first?.due;
  }

  /** Calls back for what is due, in the order of times. */
  fire(now: number): void {
    for (let timer = this.first; timer !== undefined && timer.due <= now; timer = this.first) {
      const { callback } = timer;
      this.first = timer.after;
      timer.callback = undefined;
      callback?.();
    }
  }

  private remove(timer: Timer): void {
    if (timer.callback === undefined) return;
    timer.callback = undefined;
    if (this.first === timer) {
      this.first = timer.after;
      return;
    }
    for (let before = this.first; before !== undefined; before = before.after) {
      if (before.after === timer) {
        before.after = timer.after;
        return;
      }
    }
  }
}
