import { PlatformError, type Files, type FileStatus } from '../../src/platform/platform.ts';
import { bytesOf } from './virtual-stream.ts';

type Entry = { kind: 'file'; bytes: Uint8Array } | { kind: 'directory' } | { kind: 'link'; text: string } | { kind: 'pipe'; bytes: Uint8Array };

/** Files in memory. What a path leads to can be told apart by its inode. */
export class VirtualFiles implements Files {
  private readonly entries = new Map<string, Entry>();
  private readonly inodes = new Map<string, number>();
  private readonly watchers = new Set<{ readonly path: string; readonly callback: () => void }>();
  /** Paths that fail with this error number. */
  readonly broken = new Map<string, string>();

  file(path: string, text: string): void {
    this.put(path, { kind: 'file', bytes: bytesOf(text) });
  }

  link(path: string, text: string): void {
    this.put(path, { kind: 'link', text });
  }

  pipe(path: string, inode: number): void {
    this.put(path, { kind: 'pipe', bytes: new Uint8Array(0) });
    this.inodes.set(path, inode);
  }

  directory(path: string): void {
    this.put(path, { kind: 'directory' });
  }

  text(path: string): string {
    const entry = this.get(path);
    if (entry.kind !== 'file' && entry.kind !== 'pipe') throw new Error(`${path} is a ${entry.kind}`);
    return String.fromCharCode(...entry.bytes);
  }

  watch(path: string, callback: () => void): () => void {
    if (this.broken.has(`watch ${path}`)) throw new PlatformError('ENOSPC', 'no watches left');
    const watcher = { path, callback };
    this.watchers.add(watcher);
    return () => this.watchers.delete(watcher);
  }

  get watching(): number {
    return this.watchers.size;
  }

  read(path: string, limit: number): Uint8Array {
    const entry = this.get(path);
    if (entry.kind === 'link') throw new PlatformError('ELOOP', `ELOOP: ${path}`);
    if (entry.kind !== 'file') throw new PlatformError('EINVAL', `EINVAL: ${path}`);
    if (entry.bytes.length > limit) throw new PlatformError('EFBIG', `EFBIG: ${path}`);
    return entry.bytes;
  }

  status(path: string): FileStatus | undefined {
    this.refuseBroken(path);
    const entry = this.entries.get(path);
    if (entry === undefined) return undefined;
    const kind = entry.kind === 'pipe' || entry.kind === 'link' ? 'other' : entry.kind;
    return { kind, device: 1, inode: this.inodes.get(path) ?? 0 };
  }

  readLink(path: string): string {
    const entry = this.get(path);
    if (entry.kind !== 'link') throw new PlatformError('EINVAL', `EINVAL: ${path}`);
    return entry.text;
  }

  list(path: string): readonly string[] {
    if (this.get(path).kind !== 'directory') throw new PlatformError('ENOTDIR', `ENOTDIR: ${path}`);
    const below = [...this.entries.keys()].filter((other) => other.startsWith(`${path}/`)).map((other) => other.slice(path.length + 1));
    return below.filter((name) => !name.includes('/')).sort();
  }

  within<T>(path: string, use: (path: string) => T): T {
    if (this.get(path).kind === 'link') throw new PlatformError('ELOOP', `ELOOP: ${path}`);
    return use(path);
  }

  makeDirectory(path: string): void {
    this.refuseBroken(path);
    if (!this.entries.has(path)) this.put(path, { kind: 'directory' });
  }

  replace(path: string, bytes: Uint8Array): void {
    this.refuseBroken(path);
    this.put(path, { kind: 'file', bytes });
  }

  overwrite(path: string, bytes: Uint8Array): void {
    if (this.get(path).kind !== 'file') throw new PlatformError('EINVAL', `EINVAL: ${path}`);
    this.put(path, { kind: 'file', bytes });
  }

  append(path: string, bytes: Uint8Array): void {
    const entry = this.get(path);
    if (entry.kind !== 'file' && entry.kind !== 'pipe') throw new PlatformError('EINVAL', `EINVAL: ${path}`);
    entry.bytes = Uint8Array.of(...entry.bytes, ...bytes);
  }

  private put(path: string, entry: Entry): void {
    this.entries.set(path, entry);
    const parent = path.slice(0, path.lastIndexOf('/'));
    for (const watcher of [...this.watchers]) if (watcher.path === parent) watcher.callback();
  }

  private get(path: string): Entry {
    this.refuseBroken(path);
    const entry = this.entries.get(path);
    if (entry === undefined) throw new PlatformError('ENOENT', `ENOENT: ${path}`);
    return entry;
  }

  private refuseBroken(path: string): void {
    const code = this.broken.get(path);
    if (code !== undefined) throw new PlatformError(code, `${code}: ${path}`);
  }
}
