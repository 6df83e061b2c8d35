import { type FSWatcher, watch } from 'node:fs';
import { constants, type FileHandle, open } from 'node:fs/promises';
import { dirname } from 'node:path';
import { isSystemError } from './listen.ts';

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
   * Calls `onChange` whenever they may have changed, and `onError` when it can no longer tell. Returns what ends it.
   * @throws Error with one line for people, when there is nothing to watch
   */
  watch(onChange: () => void, onError: (error: Error) => void): () => void;
}

/** The largest file that is read. A ConfigMap holds no more. @see https://kubernetes.io/docs/concepts/configuration/configmap/ */
const MAX_BYTES = 1024 * 1024;

/**
 * A file, also one of a mounted ConfigMap or Secret. There the file is a link through `..data`, which the kubelet
 * replaces as a whole: the file itself never changes, so its folder is watched. (A `subPath` mount is never updated.)
 * @see https://kubernetes.io/docs/concepts/storage/volumes/#configmap
 */
export function configFile(path: string): ConfigSource {
  const folder = dirname(path);
  return {
    name: path,
    read: () => readLimited(path),
    watch(onChange, onError) {
      const watcher = openWatcher(folder);
      watcher.on('change', onChange);
      watcher.on('error', (error) => onError(new Error(`cannot watch "${folder}" any longer: ${error.message}`, { cause: error })));
      return () => watcher.close();
    },
  };
}

function openWatcher(folder: string): FSWatcher {
  try {
    return watch(folder);
  } catch (error) {
    if (!isSystemError(error)) throw error;
    throw new Error(`cannot watch the folder "${folder}" (${error.code}): ${cureOf(error.code)}`, { cause: error });
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
  if (!stat.isFile() && !stat.isDirectory()) throw new Error('cannot be read: it is no regular file: name a file');
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
      return 'this user may not read it: change its mode, or fsGroup of the Pod';
    case 'EISDIR':
      return 'it is a folder: name the file in it';
    case 'ENOTDIR':
      return 'a part of the path is no folder: correct the path';
    case 'ELOOP':
      return 'its links go round in a circle: correct the links';
    case 'EMFILE':
    case 'ENOSPC':
      return 'this node has no inotify watches left: raise fs.inotify.max_user_watches and max_user_instances';
    default:
      return 'see the code';
  }
}
