import { decodeBytes } from '../waiter/bytes.ts';
import { checked, ENOENT } from './native-error.ts';
import type { Host } from './native-host.ts';
import { O_APPEND, O_CREAT, O_EXCL, O_RDONLY, O_WRONLY } from './native-open.ts';
import { temporaryName } from './native-random.ts';
import { ReplacedFile } from './native-replaced.ts';
import { writeWhole } from './native-write.ts';
import { PlatformError, type Files, type FileStatus } from './platform.ts';

const EEXIST = 17;
const ENOTDIR = 20;

const KIND_BITS = 0o170000;
const KINDS: Readonly<Record<number, FileStatus['kind']>> = { 0o100000: 'file', 0o040000: 'directory', 0o140000: 'socket' };

/** How much is read or copied at a time, in bytes. */
const CHUNK = 16_384;

/** Files over the host. */
export class NativeFiles implements Files {
  private readonly host: Host;
  private readonly replaced = new Map<string, ReplacedFile>();

  constructor(host: Host) {
    this.host = host;
  }

  read(path: string, limit: number): Uint8Array {
    return this.readOpened(this.host.openNoLink(path, O_RDONLY, 0), path, limit);
  }

  /** The same, but follows a link in the last place too. */
  readThroughLinks(path: string, limit: number): Uint8Array {
    return this.readOpened(this.host.open(path, O_RDONLY, 0), path, limit);
  }

  private readOpened(opened: number, path: string, limit: number): Uint8Array {
    return this.withFile(opened, path, (file) => {
      this.refuseIrregular(file, path);
      // Files of /proc say that they are empty: what counts is what can be read.
      let bytes = new Uint8Array(Math.min(limit + 1, 4096));
      let length = 0;
      for (;;) {
        const got = checked(this.host.read(file, bytes.subarray(length)), 'read', path);
        if (got === 0) return bytes.subarray(0, length);
        length += got;
        if (length > limit) throw new PlatformError('EFBIG', `EFBIG: more than ${limit} bytes, read '${path}'`);
        if (length === bytes.length) bytes = grown(bytes, Math.min(limit + 1, 2 * length));
      }
    });
  }

  status(path: string): FileStatus | undefined {
    const values = new Float64Array(3);
    const found = this.host.status(path, new Uint8Array(values.buffer));
    if (found === -ENOENT || found === -ENOTDIR) return undefined;
    checked(found, 'stat', path);
    const [mode, device, inode] = values as unknown as [number, number, number];
    return { kind: KINDS[mode & KIND_BITS] ?? 'other', device, inode };
  }

  readLink(path: string): string {
    const text = new Uint8Array(4096);
    return decodeBytes(text.subarray(0, checked(this.host.readLink(path, text), 'readlink', path)));
  }

  list(path: string): readonly string[] {
    return this.withFile(this.host.open(path, O_RDONLY, 0), path, (file) => {
      const names: string[] = [];
      const bytes = new Uint8Array(CHUNK);
      for (;;) {
        const length = checked(this.host.entries(file, bytes), 'scandir', path);
        if (length === 0) return names.sort();
        names.push(...namesOf(bytes.subarray(0, length)));
      }
    });
  }

  within<T>(path: string, use: (path: string) => T): T {
    return this.withFile(this.host.openNoLink(path, O_RDONLY, 0), path, (file) => use(`/proc/self/fd/${file}`));
  }

  makeDirectory(path: string): void {
    const made = this.host.makeDirectory(path, 0o777);
    if (made === -EEXIST && this.status(path)?.kind === 'directory') return;
    if (made === -ENOENT && path.lastIndexOf('/') > 0) {
      this.makeDirectory(path.slice(0, path.lastIndexOf('/')));
      this.makeDirectory(path);
    } else checked(made, 'mkdir', path);
  }

  replace(path: string, bytes: Uint8Array): void {
    let file = this.replaced.get(path);
    if (file === undefined) this.replaced.set(path, (file = new ReplacedFile(this.host, path)));
    file.write(bytes);
  }

  overwrite(path: string, bytes: Uint8Array): void {
    this.withFile(this.host.openNoLink(path, O_WRONLY, 0), path, (file) => {
      this.refuseIrregular(file, path);
      checked(this.host.truncate(file), 'ftruncate', path);
      writeWhole(this.host, file, bytes, path);
    });
  }

  append(path: string, bytes: Uint8Array): void {
    this.withFile(this.host.open(path, O_WRONLY | O_APPEND, 0), path, (file) => checked(this.host.write(file, bytes), 'write', path));
  }

  /** Copies a file over another in one step. Whoever runs the old one goes on running it. */
  copy(from: string, to: string, mode: number): void {
    const temporary = temporaryName(this.host, to);
    const opened = checked(this.host.openNoLink(temporary, O_WRONLY | O_CREAT | O_EXCL, mode), 'open', temporary);
    try {
      this.withFile(opened, temporary, (file) => {
        this.fill(file, from, to);
        // Containers of other users run it, whatever our umask.
        checked(this.host.fileMode(file, mode), 'fchmod', temporary);
      });
      checked(this.host.rename(temporary, to), 'rename', to);
    } catch (error) {
      this.host.remove(temporary);
      throw error;
    }
  }

  private fill(file: number, from: string, to: string): void {
    this.withFile(this.host.open(from, O_RDONLY, 0), from, (source) => {
      const bytes = new Uint8Array(CHUNK);
      for (let got = -1; got !== 0; ) {
        got = checked(this.host.read(source, bytes), 'read', from);
        writeWhole(this.host, file, bytes.subarray(0, got), to);
      }
    });
  }

  private withFile<T>(opened: number, path: string, use: (file: number) => T): T {
    const file = checked(opened, 'open', path);
    try {
      return use(file);
    } finally {
      this.host.close(file);
    }
  }

  private refuseIrregular(file: number, path: string): void {
    const values = new Float64Array(3);
    checked(this.host.fileStatus(file, new Uint8Array(values.buffer)), 'fstat', path);
    if (KINDS[(values[0] as number) & KIND_BITS] !== 'file') throw new PlatformError('EINVAL', `EINVAL: not a regular file, open '${path}'`);
  }
}

function grown(bytes: Uint8Array, length: number): Uint8Array<ArrayBuffer> {
  const more = new Uint8Array(length);
  more.set(bytes);
  return more;
}

/** The names in some `struct linux_dirent64`: 16 bytes, the length of the entry in two, a kind, a name that ends with NUL. */
function namesOf(bytes: Uint8Array): readonly string[] {
  const names: string[] = [];
  for (let at = 0; at < bytes.length; ) {
    const length = (bytes[at + 16] as number) | ((bytes[at + 17] as number) << 8);
    const rest = bytes.subarray(at + 19, at + length);
    const name = decodeBytes(rest.subarray(0, rest.indexOf(0)));
    if (name !== '.' && name !== '..') names.push(name);
    at += length;
  }
  return names;
}
