import { checked } from './native-error.ts';
import type { Host } from './native-host.ts';
import { READABLE, type Loop } from './native-loop.ts';

/** Everything that changes what is in a directory, or a file: see inotify(7). */
const MASK = 0x2 | 0x4 | 0x40 | 0x80 | 0x100 | 0x200 | 0x400 | 0x800;

/** A name that came by renaming: whatever it is, it is whole. */
const MOVED_TO = 0x80;

/**
 * How long other changes are held back, in milliseconds: who writes a file beside the old one and renames it is not done
 * yet, and whoever looked now would look in vain.
 */
const SETTLING = 1;

/** The event that says that others were lost. */
const OVERFLOW = 0x4000;

/** The size of `struct inotify_event` without its name: watch, mask, cookie, length of the name. */
const HEAD = 16;

/** Watches over inotify: one file for all, opened when the first one is asked for. */
export class NativeWatches {
  private readonly host: Host;
  private readonly loop: Loop;
  private file = -1;
  /** The kernel gives one number to all watches of one path. */
  private readonly callbacks = new Map<number, Set<() => void>>();
  private readonly settling = new Map<number, () => void>();

  constructor(host: Host, loop: Loop) {
    this.host = host;
    this.loop = loop;
  }

  watch(path: string, callback: () => void): () => void {
    if (this.file < 0) this.open();
    const watch = checked(this.host.watch(this.file, path, MASK), 'watch', path);
    const callbacks = this.callbacks.get(watch) ?? new Set();
    this.callbacks.set(watch, callbacks);
    const own = (): void => callback();
    callbacks.add(own);
    return () => {
      if (!callbacks.delete(own) || callbacks.size > 0 || !this.callbacks.delete(watch)) return;
      // The kernel may have ended it a moment ago, because its path went.
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
    const whole = new Map<number, boolean>();
    for (let at = 0; at < length; at += HEAD + (words[at / 4 + 3] as number)) {
      const mask = words[at / 4 + 1] as number;
      const watch = words[at / 4] as number;
      if ((mask & OVERFLOW) !== 0) for (const every of this.callbacks.keys()) whole.set(every, true);
      else whole.set(watch, whole.get(watch) === true || (mask & MOVED_TO) !== 0);
    }
    for (const [watch, at] of whole) this.changed(watch, at ? 0 : SETTLING);
  }

  private changed(watch: number, delay: number): void {
    const settling = this.settling.get(watch);
    if (delay > 0 && settling !== undefined) return;
    settling?.();
    this.settling.delete(watch);
    const tell = (): void => {
      this.settling.delete(watch);
      for (const callback of this.callbacks.get(watch) ?? []) callback();
    };
    if (delay > 0) this.settling.set(watch, this.loop.timer(delay, tell));
    else tell();
  }
}
