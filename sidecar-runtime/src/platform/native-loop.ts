import { checked, EINTR } from './native-error.ts';
import type { Host } from './native-host.ts';
import { Timers } from './native-timers.ts';

/** What a file is waited for. The bits are those of poll(2). */
export const READABLE = 1;
export const WRITABLE = 4;
const NOT_OPEN = 32;

/** The size of `struct pollfd`: a number, then what is waited for, then what came. As two words, the second holds both. */
const ENTRY = 8;
const WORDS = 2;
const CAME = 16;

interface Wait {
  readonly file: number;
  readonly events: number;
  readonly callback: () => void;
}

/** Waits for files and timers, one turn at a time. */
export class Loop {
  private readonly host: Host;
  private readonly waits = new Set<Wait>();
  private readonly timers = new Timers();
  private held = 0;
  /** The waits in the order of their entries, made again when they change. */
  private polled: readonly Wait[] | undefined;
  private words = new Int32Array(8 * WORDS);
  /** The first entries, by their number. */
  private entries: Uint8Array[] = [];

  constructor(host: Host) {
    this.host = host;
  }

  /** Milliseconds. */
  now(): number {
    return this.host.now() / 1e6;
  }

  /** Calls back each time a file is ready, until the returned function is called. Any end of the file counts as ready. */
  when(file: number, events: number, callback: () => void): () => void {
    const release = this.hold();
    const stop = this.whenEver(file, events, callback);
    return () => {
      stop();
      release();
    };
  }

  /** The same for a file that is no reason to go on: if nothing else is waited for, nothing will ever happen. */
  whenEver(file: number, events: number, callback: () => void): () => void {
    const wait = { file, events, callback };
    this.waits.add(wait);
    this.polled = undefined;
    return () => {
      this.waits.delete(wait);
      this.polled = undefined;
    };
  }

  /** Something will happen that is neither a file nor a timer, until the returned function is called. */
  hold(): () => void {
    this.held++;
    let done = false;
    return () => {
      if (!done) this.held--;
      done = true;
    };
  }

  timer(milliseconds: number, callback: () => void): () => void {
    return this.timers.add(this.now() + milliseconds, callback);
  }

  /** Waits until something happens, and calls back. What a file brings comes before what its time ends. */
  turn(): void {
    const next = this.timers.next();
    if (next === undefined && this.held === 0) throw new Error('nothing is left to wait for');
    const polled = this.prepare();
    const ready = this.host.poll(this.entriesOf(polled.length), next === undefined ? -1 : Math.max(0, next - this.now()));
    if (ready !== -EINTR && checked(ready, 'poll') > 0) this.callBack(polled);
    this.timers.fire(this.now());
  }

  private prepare(): readonly Wait[] {
    if (this.polled !== undefined) return this.polled;
    const polled = [...this.waits];
    if (polled.length * WORDS > this.words.length) {
      this.words = new Int32Array(2 * polled.length * WORDS);
      this.entries = [];
    }
    const { words } = this;
    let at = 0;
    for (const { file, events } of polled) {
      words[at++] = file;
      words[at++] = events;
    }
    this.polled = polled;
    return polled;
  }

  private entriesOf(count: number): Uint8Array {
    return (this.entries[count] ??= new Uint8Array(this.words.buffer, 0, count * ENTRY));
  }

  private callBack(polled: readonly Wait[]): void {
    for (let index = 0; index < polled.length; index++) {
      const came = (this.words[index * WORDS + 1] as number) >>> CAME;
      if (came === 0) continue;
      const wait = polled[index] as Wait;
      if ((came & NOT_OPEN) !== 0) throw new Error(`file ${wait.file} is waited for but not open`);
      // One callback may take back another, and its file's number may be a new file's by then.
      if (this.waits.has(wait)) wait.callback();
    }
  }
}
