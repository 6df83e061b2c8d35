import type { Host } from './host';
import { visible } from './printable';

/** What is done, when it has been done for so many seconds: `asking kubectl, 3 s`. */
export type ProgressText = (seconds: number) => string;

const QUIET_MS = 1000;
const PERIOD_MS = 100;
/** A terminal may not know its width. */
const USUAL_COLUMNS = 80;
const CLEAR = '\r\u001b[K';

/** One line on a terminal that says how far it is: nothing in the first second, and nothing of it stays. */
export class Progress {
  private readonly start: number;
  private readonly on: boolean;
  private next: number;
  private shown = false;

  constructor(private readonly host: Pick<Host, 'env' | 'stderr' | 'now' | 'every'>) {
    this.on = host.stderr.isTerminal && host.env.TERM !== 'dumb';
    this.start = host.now();
    this.next = this.start + QUIET_MS;
  }

  /** For work that leaves no room for a timer, and calls this again and again. */
  at(text: ProgressText): void {
    if (!this.on) return;
    const time = this.host.now();
    if (time < this.next) return;
    this.next = time + PERIOD_MS;
    this.shown = true;
    const { columns = 0 } = this.host.stderr.size?.() ?? {};
    // a line that wraps could not be cleared
    this.host.stderr.write(`${CLEAR}${visible(text(Math.floor((time - this.start) / 1000))).slice(0, (columns > 0 ? columns : USUAL_COLUMNS) - 1)}`);
  }

  /** While something is waited for. */
  async during<T>(text: ProgressText, wait: () => Promise<T>): Promise<T> {
    if (!this.on) return wait();
    const stop = this.host.every(PERIOD_MS, () => this.at(text));
    try {
      return await wait();
    } finally {
      stop();
      this.clear();
    }
  }

  /** Before anything else is written. */
  clear(): void {
    if (this.shown) this.host.stderr.write(CLEAR);
    this.shown = false;
  }
}
