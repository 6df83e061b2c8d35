import { type BigIntStats, type FSWatcher, statSync, watch } from 'node:fs';
import { constants, type FileHandle, open, stat } from 'node:fs/promises';
import { dirname } from 'node:path';
import { isSystemError } from './listen.ts';
import { systemTimers, type Timers } from './timers.ts';

/** Where configuration comes from. */
export interface ConfigSource {
  /** How it is called in messages. */
  readonly name: string;
  /**
   * The bytes now.
   * @throws Error with one line for people, when they cannot be had
   */
  read(): Promise<Uint8Array>;
  /**
   * Calls `onChange` whenever they may have changed. Returns what ends it.
   * @throws Error with one line for people, when there is nothing to watch
   */
  watch(onChange: () => void): () => void;
}

/** The largest file that is read. A ConfigMap holds no more. @see https://kubernetes.io/docs/concepts/configuration/configmap/ */
const MAX_BYTES = 1024 * 1024;

/** How often the path is looked at beside being watched. */
const LOOK_EVERY = 1000;

/**
 * A file, also one of a mounted ConfigMap or Secret. There the file is a link through `..data`, which the kubelet
 * replaces as a whole: the file itself never changes, so its folder is watched. (A `subPath` mount is never updated.)
 * A watched folder that is itself replaced, or whose link is, says nothing: so once a second the path is looked at, too.
 * @see https://kubernetes.io/docs/concepts/storage/volumes/#configmap
 */
export function configFile(path: string, timers: Timers = systemTimers): ConfigSource {
  return {
    name: path,
    read: () => readLimited(path),
    watch(onChange) {
      const watching = new Watching(path, timers, onChange);
      return () => watching.close();
    },
  };
}

/** The folder of a file, watched for as long as the path leads to it. */
class Watching {
  readonly #path: string;
  readonly #folder: string;
  readonly #timers: Timers;
  readonly #onChange: () => void;
  #watcher: FSWatcher | undefined;
  #watched: string | undefined;
  #file: string | undefined;
  #cancel: () => void = () => undefined;
  #closed = false;

  constructor(path: string, timers: Timers, onChange: () => void) {
    this.#path = path;
    this.#folder = dirname(path);
    this.#timers = timers;
    this.#onChange = onChange;
    try {
      // What comes in its place between these two is another one at the next look.
      this.#open(identityOf(statSync(this.#folder, { bigint: true })));
    } catch (error) {
      if (!isSystemError(error)) throw error;
      throw new Error(`cannot watch the folder "${this.#folder}" (${error.code}): ${cureOf(error.code)}`, { cause: error });
    }
    this.#lookLater();
  }

  close(): void {
    this.#closed = true;
    this.#cancel();
    this.#watcher?.close();
  }

  #open(folder: string): void {
    this.#watcher = watch(this.#folder, this.#onChange).on('error', () => this.#forget());
    this.#watched = folder;
  }

  #forget(): void {
    this.#watcher?.close();
    this.#watched = undefined;
  }

  #lookLater(): void {
    this.#cancel = this.#timers.after(LOOK_EVERY, () => void this.#look());
  }

  async #look(): Promise<void> {
    const [folder, file] = await Promise.all([found(this.#folder), found(this.#path)]);
    if (this.#closed) return;
    const watchedNow = folder && identityOf(folder);
    const fileNow = file && `${identityOf(file)} ${file.size} ${file.mtimeNs} ${file.ctimeNs}`;
    const changed = watchedNow !== this.#watched || fileNow !== this.#file;
    this.#file = fileNow;
    if (watchedNow !== this.#watched) this.#follow(watchedNow);
    this.#lookLater();
    if (changed) this.#onChange();
  }

  #follow(folder: string | undefined): void {
    this.#forget();
    if (folder === undefined) return;
    try {
      this.#open(folder);
    } catch (error) {
      // Gone again, or no watch is left: until the next look the path is only looked at.
      if (!isSystemError(error)) throw error;
    }
  }
}

/** Which file or folder it is: numbers of what is gone are given out again, times of birth are not. */
function identityOf({ dev, ino, birthtimeNs }: BigIntStats): string {
  return `${dev} ${ino} ${birthtimeNs}`;
}

async function found(path: string): Promise<BigIntStats | undefined> {
  try {
    return await stat(path, { bigint: true });
  } catch (error) {
    // Why it can't be had is said by who reads it.
    if (isSystemError(error)) return undefined;
    throw error;
  }
}

async function readLimited(path: string): Promise<Uint8Array> {
  try {
    // Without O_NONBLOCK the opening of a pipe would wait for a writer.
    const file = await open(path, constants.O_RDONLY | constants.O_NONBLOCK);
    try {
      return await readRegular(file);
    } finally {
      await file.close();
    }
  } catch (error) {
    if (!isSystemError(error)) throw error;
    throw new Error(`cannot be read (${error.code}): ${cureOf(error.code)}`, { cause: error });
  }
}

async function readRegular(file: FileHandle): Promise<Uint8Array> {
  const stat = await file.stat();
  if (!stat.isFile() && !stat.isDirectory()) throw new Error('cannot be read: not a regular file: name a file');
  const bytes = new Uint8Array(MAX_BYTES + 1);
  let length = 0;
  while (length < bytes.length) {
    const { bytesRead } = await file.read(bytes.subarray(length));
    if (bytesRead === 0) return bytes.slice(0, length);
    length += bytesRead;
  }
  throw new Error(`larger than the limit of ${MAX_BYTES} bytes, got ${Math.max(stat.size, length)}: is it the right file?`);
}

function cureOf(code: string): string {
  switch (code) {
    case 'ENOENT':
      return 'it does not exist: mount it, or correct the path';
    case 'EACCES':
      return 'this user has no permission to read the file: change its mode, or fsGroup of the Pod';
    case 'EISDIR':
      return 'the path is a folder: name the file in it';
    case 'ENOTDIR':
      return 'a part of the path is no folder: correct the path';
    case 'ELOOP':
      return 'the symbolic links form a loop: correct the links';
    case 'EMFILE':
    case 'ENOSPC':
      return 'this node has no inotify watches left: raise fs.inotify.max_user_watches and max_user_instances';
    default:
      return 'see the code';
  }
}
