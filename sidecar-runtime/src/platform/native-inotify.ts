import { checked } from './native-error.ts';
import type { Host } from './native-host.ts';
import { READABLE, type Loop } from './native-loop.ts';

/** By which events a directory gets a name. */
const CREATE = 0x100;
const MOVED_TO = 0x80;

/** Keeps what is watched already: the kernel has one watch for a path. */
const MASK_ADD = 0x20000000;

/** The event that says that others were lost. */
const OVERFLOW = 0x4000;

/** The size of `struct inotify_event` without its name: watch, mask, cookie, length of the name. */
const HEAD = 16;

/** Watches over inotify(7): one file for all, opened when the first one is asked for. */
export class InotifyWatches {
  private readonly host: Host;
  private readonly loop: Loop;
  private file = -1;
  /** The kernel gives one number to all watches of one path. */
  private readonly callbacks = new Map<number, Set<() => void>>();

  constructor(host: Host, loop: Loop) {
    this.host = host;
    this.loop = loop;
  }

  watch(directory: string, names: 'all' | 'renamed', callback: () => void): () => void {
    if (this.file < 0) this.open();
    const events = MASK_ADD | MOVED_TO | (names === 'all' ? CREATE : 0);
    const watch = checked(this.host.watch(this.file, directory, events), 'watch', directory);
    const callbacks = this.callbacks.get(watch) ?? new Set();
    this.callbacks.set(watch, callbacks);
    const own = (): void => callback();
    callbacks.add(own);
    return () => {
      if (!callbacks.delete(own) || callbacks.size > 0 || !this.callbacks.delete(watch)) return;
      // The kernel may have ended it a moment ago, because its directory went.
      this.host.unwatch(this.file, watch);
    };
  }

  private open(): void {
    this.file = checked(this.host.inotify(), 'inotify_init');
    this.loop.whenEver(this.file, READABLE, { ready: () => this.take() });
  }

  private take(): void {
    const bytes = new Uint8Array(4096);
    const length = checked(this.host.read(this.file, bytes), 'read');
    // The kernel pads the names: each entry begins at a whole word.
    const words = new Int32Array(bytes.buffer);
    const changed = new Set<number>();
    for (let at = 0; at < length; at += HEAD + (words[at / 4 + 3] as number)) {
      if (((words[at / 4 + 1] as number) & OVERFLOW) !== 0) for (const watch of this.callbacks.keys()) changed.add(watch);
      else changed.add(words[at / 4] as number);
    }
    for (const watch of changed) for (const callback of this.callbacks.get(watch) ?? []) callback();
  }
}
