import { checked, EINTR } from './native-error.ts';
import type { Host } from './native-host.ts';
import { Timers } from './native-timers.ts';

/** What a file is waited for. The bits are those of poll(2). */
export const READABLE = 1;
export const WRITABLE = 4;
const NOT_OPEN = 32;

/** The size of `struct pollfd`: a number, then what is waited for, then what came. As two words, the second holds both. */
const WORDS = 2;
const WORD = 4;
const CAME = 16;

/** What stands in an entry that poll(2) passes over. */
const NO_FILE = -1;

/** How many entries there are at first: the signals, and what one gate waits for. */
const FIRST_ENTRIES = 2;

/** Who waits for a file. */
export interface Waiter {
  /** The file is ready. */
  ready(): void;
}

/** A file that is waited for. */
export interface Wait {
  readonly entry: number;
  readonly waiter: Waiter;
  /** Whether it is a reason to go on: if nothing else is waited for, nothing will ever happen. */
  readonly holds: boolean;
}

/** How often in a row waiting may be interrupted: signals are blocked, so that no signal does it. */
const MOST_INTERRUPTIONS = 1000;

/** Waits for files and timers, one turn at a time. */
export class Loop {
  private readonly host: Host;
  /** By their entries, which are used again. */
  private readonly waits: (Wait | undefined)[] = [];
  private readonly timers = new Timers();
  private held = 0;
  private interruptions = 0;
  private words = entries(FIRST_ENTRIES);
  /** The entries that are in use, or were: poll(2) takes no more of them than files may be open. */
  private bytes = new Uint8Array(this.words.buffer, 0, 0);

  constructor(host: Host) {
    this.host = host;
  }

  /** Milliseconds. */
  now(): number {
    return this.host.now() / 1e6;
  }

  /** Tells a waiter each time its file is ready, until the wait is ended. Any end of the file counts as ready. */
  when(file: number, events: number, waiter: Waiter): Wait {
    this.held++;
    return this.begin(file, events, waiter, true);
  }

  /** The same for a file that is no reason to go on, and that is waited for as long as we live. */
  whenEver(file: number, events: number, waiter: Waiter): void {
    this.begin(file, events, waiter, false);
  }

  /** Ends a wait; a second time does nothing. */
  end(wait: Wait): void {
    const { entry, holds } = wait;
    if (this.waits[entry] !== wait) return;
    this.waits[entry] = undefined;
    this.words[entry * WORDS] = NO_FILE;
    if (holds) this.held--;
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
    const ready = this.host.poll(this.bytes, this.left(next));
    if (ready === -EINTR && this.interruptions < MOST_INTERRUPTIONS) this.interruptions++;
    else {
      if (checked(ready, 'poll') > 0) this.callBack();
      this.interruptions = 0;
    }
    if (next !== undefined) this.timers.fire(this.now());
  }

  /** How long to wait for what is due; negative for ever. */
  private left(due: number | undefined): number {
    if (due === undefined) return -1;
    const left = due - this.now();
    return left < 0 ? 0 : left;
  }

  private begin(file: number, events: number, waiter: Waiter, holds: boolean): Wait {
    const free = this.waits.indexOf(undefined);
    const entry = free < 0 ? this.waits.length : free;
    const wait = { entry, waiter, holds };
    this.waits[entry] = wait;
    if (this.words.length === entry * WORDS) {
      const words = entries(2 * entry);
      words.set(this.words);
      this.words = words;
    }
    if (free < 0) this.bytes = new Uint8Array(this.words.buffer, 0, this.waits.length * WORDS * WORD);
    this.words[entry * WORDS] = file;
    // Nothing came for it yet, whatever came for the one before it.
    this.words[entry * WORDS + 1] = events;
    return wait;
  }

  private callBack(): void {
    const { waits } = this;
    for (let entry = 0; entry < waits.length; entry++) {
      const came = (this.words[entry * WORDS + 1] as number) >>> CAME;
      // One callback may end the wait of another.
      const wait = waits[entry];
      if (came === 0 || wait === undefined) continue;
      if ((came & NOT_OPEN) !== 0) throw new Error(`file ${this.words[entry * WORDS] as number} is waited for but not open`);
      wait.waiter.ready();
    }
  }
}

function entries(count: number): Int32Array {
  return new Int32Array(count * WORDS).fill(NO_FILE);
}
