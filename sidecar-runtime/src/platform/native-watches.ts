import { checked } from './native-error.ts';
import type { Host } from './native-host.ts';
import { InotifyWatches } from './native-inotify.ts';
import type { Loop } from './native-loop.ts';
import { O_RDONLY } from './native-open.ts';
import { SIGIO, type NativeSignals } from './native-signals.ts';

/**
 * What a directory tells of, see F_NOTIFY of fcntl(2): again and again, a name made or moved into it, a name that took the place of
 * another in it.
 */
const MULTISHOT = -0x80000000;
const CREATE = 0x4;
const RENAME = 0x10;

/** So many directories are kept open for it; there may be few files to have. */
const MOST = 4;

/**
 * Watches of directories. One that is open tells by a signal, and is closed at once. A file of inotify(7) is not: the kernel
 * waits until no processor can know of it any longer, for up to 15 ms, and the command that we become would wait with it. So
 * inotify is left for where there is nothing else.
 */
export class NativeWatches {
  private readonly host: Host;
  private readonly loop: Loop;
  private readonly callbacks = new Set<() => void>();
  private others: InotifyWatches | undefined;

  constructor(host: Host, loop: Loop, signals: NativeSignals) {
    this.host = host;
    this.loop = loop;
    signals.onKernel(SIGIO, () => {
      for (const callback of this.callbacks) callback();
    });
  }

  watch(directory: string, names: 'all' | 'renamed', callback: () => void): () => void {
    if (this.callbacks.size < MOST) {
      const file = checked(this.host.open(directory, O_RDONLY, 0), 'watch', directory);
      if (this.host.notify(file, MULTISHOT | RENAME | (names === 'all' ? CREATE : 0)) === 0) return this.whileOpen(file, callback);
      this.host.close(file);
    }
    return (this.others ??= new InotifyWatches(this.host, this.loop)).watch(directory, names, callback);
  }

  private whileOpen(file: number, callback: () => void): () => void {
    const own = (): void => callback();
    this.callbacks.add(own);
    return () => {
      if (this.callbacks.delete(own)) this.host.close(file);
    };
  }
}
