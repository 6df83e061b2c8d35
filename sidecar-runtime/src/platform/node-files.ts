import fs, { constants } from 'node:fs';
import { randomUUID } from 'node:crypto';
import { translated } from './node-error.ts';
import { PlatformError, type Files, type FileStatus } from './platform.ts';

const { O_APPEND, O_CREAT, O_EXCL, O_NOCTTY, O_NOFOLLOW, O_NONBLOCK, O_RDONLY, O_TRUNC, O_WRONLY } = constants;

/** Files on Node. */
export const nodeFiles: Files = {
  read: (path, limit) => translated(() =>
    withFile(path, O_RDONLY | O_NOFOLLOW | O_NONBLOCK | O_NOCTTY, (file) => readRegular(file, path, limit))),
  status: (path) => translated(() => statusOf(path)),
  readLink: (path) => translated(() => fs.readlinkSync(path)),
  list: (path) => translated(() => fs.readdirSync(path).sort()),
  within: (path, use) => {
    const file = translated(() => fs.openSync(path, O_RDONLY | O_NOFOLLOW | O_NONBLOCK | O_NOCTTY));
    try {
      return use(`/proc/self/fd/${file}`);
    } finally {
      fs.closeSync(file);
    }
  },
  makeDirectory: (path) => {
    translated(() => fs.mkdirSync(path, { recursive: true }));
  },
  replace: (path, bytes) => {
    translated(() => replace(path, bytes));
  },
  overwrite: (path, bytes) => {
    translated(() =>
      withFile(path, O_WRONLY | O_NOFOLLOW | O_NONBLOCK | O_NOCTTY, (file) => {
        refuseIrregular(file, path);
        fs.ftruncateSync(file);
        fs.writeFileSync(file, bytes);
      }),
    );
  },
  append: (path, bytes) => {
    translated(() => withFile(path, O_WRONLY | O_APPEND | O_NONBLOCK | O_NOCTTY, (file) => fs.writeSync(file, bytes)));
  },
};

function withFile<T>(path: string, flags: number, use: (file: number) => T): T {
  const file = fs.openSync(path, flags);
  try {
    return use(file);
  } finally {
    fs.closeSync(file);
  }
}

function refuseIrregular(file: number, path: string): void {
  if (!fs.fstatSync(file).isFile()) throw new PlatformError('EINVAL', `EINVAL: not a regular file, open '${path}'`);
}

function readRegular(file: number, path: string, limit: number): Uint8Array {
  refuseIrregular(file, path);
  // Files of /proc say that they are empty: what counts is what can be read.
  const bytes = new Uint8Array(limit + 1);
  let length = 0;
  for (let got = -1; got !== 0 && length <= limit; length += got) got = fs.readSync(file, bytes, length, limit + 1 - length, null);
  if (length > limit) throw new PlatformError('EFBIG', `EFBIG: more than ${limit} bytes, read '${path}'`);
  return bytes.subarray(0, length);
}

function replace(path: string, bytes: Uint8Array): void {
  const temporary = `${path}.${randomUUID()}`;
  const file = fs.openSync(temporary, O_WRONLY | O_CREAT | O_EXCL | O_TRUNC | O_NOFOLLOW, 0o644);
  try {
    fs.writeFileSync(file, bytes);
    // Containers of other users read it, whatever our umask.
    fs.fchmodSync(file, 0o644);
    fs.closeSync(file);
    fs.renameSync(temporary, path);
  } catch (error) {
    fs.rmSync(temporary, { force: true });
    throw error;
  }
}

function statusOf(path: string): FileStatus | undefined {
  const stats = statsOf(path);
  if (stats === undefined) return undefined;
  return { kind: kindOf(stats), device: stats.dev, inode: stats.ino };
}

function kindOf(stats: fs.Stats): FileStatus['kind'] {
  if (stats.isFile()) return 'file';
  if (stats.isDirectory()) return 'directory';
  return stats.isSocket() ? 'socket' : 'other';
}

function statsOf(path: string): fs.Stats | undefined {
  try {
    return fs.statSync(path, { throwIfNoEntry: false });
  } catch (error) {
    // Below a file there is nothing, as below nothing.
    if (error instanceof Error && 'code' in error && error.code === 'ENOTDIR') return undefined;
    throw error;
  }
}
