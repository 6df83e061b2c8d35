interface Timer {
  readonly due: number;
  /** Undefined once it was stopped or has fired. */
  callback: (() => void) | undefined;
}

/** How many stopped timers are kept before they are swept out. */
const LITTER = 64;

/** Timers, the next one first. Times are milliseconds of one clock, whichever. */
export class Timers {
  /** A binary heap. Stopped timers stay in it until they are due or too many. */
  private heap: Timer[] = [];
  private stopped = 0;

  /**
   * Calls back once when a time is due.
   *
   * @returns a function that stops it
   */
  add(due: number, callback: () => void): () => void {
    const timer: Timer = { due, callback };
    this.push(timer);
    return () => {
      if (timer.callback === undefined) return;
      timer.callback = undefined;
      this.stopped++;
      if (this.stopped > LITTER && this.stopped > this.heap.length / 2) this.sweep();
    };
  }

  /** When the next timer is due, or undefined if there is none. */
  next(): number | undefined {
    for (;;) {
      const [first] = this.heap;
      if (first === undefined || first.callback !== undefined) return first?.due;
      this.pop();
      this.stopped--;
    }
  }

  /** Calls back for what is due, in the order of times. */
  fire(now: number): void {
    for (let next = this.next(); next !== undefined && next <= now; next = this.next()) {
      const timer = this.pop();
      const { callback } = timer;
      timer.callback = undefined;
      callback?.();
    }
  }

  private sweep(): void {
    const kept = this.heap.filter((timer) => timer.callback !== undefined);
    this.heap = [];
    this.stopped = 0;
    for (const timer of kept) this.push(timer);
  }

  private push(timer: Timer): void {
    const { heap } = this;
    let at = heap.push(timer) - 1;
    while (at > 0) {
      const parent = (at - 1) >> 1;
      if (before(heap, parent) <= timer.due) break;
      heap[at] = heap[parent] as Timer;
      at = parent;
    }
    heap[at] = timer;
  }

  private pop(): Timer {
    const { heap } = this;
    const first = heap[0] as Timer;
    const last = heap.pop() as Timer;
    let at = 0;
    for (let child = 1; child < heap.length; child = 2 * at + 1) {
      if (child + 1 < heap.length && before(heap, child + 1) < before(heap, child)) child++;
      if (before(heap, child) >= last.due) break;
      heap[at] = heap[child] as Timer;
      at = child;
    }
    if (heap.length > 0) heap[at] = last;
    return first;
  }
}

function before(heap: readonly Timer[], index: number): number {
  return (heap[index] as Timer).due;
}
