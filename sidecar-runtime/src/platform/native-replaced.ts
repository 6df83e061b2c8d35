import { checked, ENOENT } from './native-error.ts';
import type { Host } from './native-host.ts';
import { O_APPEND, O_CREAT, O_EXCL, O_WRONLY } from './native-open.ts';
import { writeWhole } from './native-write.ts';

/** The file that has the name, and the one that gets it next. */
interface Pair {
  readonly current: number;
  readonly next: number;
}

/**
 * A file that is replaced again and again, each time in one step: whoever looks sees the old bytes or the new. Two files
 * change names, since to make a new one takes a quarter of a millisecond on ext4, and to rename one over another has it
 * written to the disk first. Whoever opened a file before it was replaced twice may read that it is empty.
 */
export class ReplacedFile {
  private readonly host: Host;
  private readonly path: string;
  private readonly beside: string;
  private pair: Pair | undefined;

  constructor(host: Host, path: string) {
    this.host = host;
    this.path = path;
    this.beside = `${path}.next`;
  }

  write(bytes: Uint8Array): void {
    const { host, pair } = this;
    if (pair === undefined) {
      this.begin(bytes);
      return;
    }
    checked(host.truncate(pair.next), 'ftruncate', this.beside);
    writeWhole(host, pair.next, bytes, this.beside);
    if (host.exchange(this.beside, this.path) === 0) this.pair = { current: pair.next, next: pair.current };
    else {
      // Not every file system can, and somebody may have taken either away.
      this.end(pair);
      this.begin(bytes);
    }
  }

  private begin(bytes: Uint8Array): void {
    const { host } = this;
    const current = this.make();
    try {
      writeWhole(host, current, bytes, this.beside);
      if (host.exchange(this.beside, this.path) !== 0) checked(host.rename(this.beside, this.path), 'rename', this.path);
      this.pair = { current, next: this.make() };
    } catch (error) {
      host.close(current);
      host.remove(this.beside);
      throw error;
    }
  }

  private end({ current, next }: Pair): void {
    this.pair = undefined;
    this.host.close(current);
    this.host.close(next);
  }

  /** A new one: what another process left, or somebody else put there, is never written to. */
  private make(): number {
    const { host, beside } = this;
    const removed = host.remove(beside);
    if (removed !== -ENOENT) checked(removed, 'unlink', beside);
    const file = checked(host.openNoLink(beside, O_WRONLY | O_CREAT | O_EXCL | O_APPEND, 0o644), 'open', beside);
    // Containers of other users read it, whatever our umask.
    checked(host.fileMode(file, 0o644), 'fchmod', beside);
    return file;
  }
}
