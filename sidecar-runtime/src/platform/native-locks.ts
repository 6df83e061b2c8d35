import { AF_UNIX, encodeAddress, SOCK_STREAM } from './native-address.ts';
import { checked } from './native-error.ts';
import { failureOf } from './native-failure.ts';
import type { Host } from './native-host.ts';
import { O_PATH } from './native-open.ts';
import { temporaryName } from './native-random.ts';
import type { Locks } from './platform.ts';

/** The error numbers of looking and connecting that say that nobody holds a lock: ENOENT, ENOTDIR, ECONNREFUSED. */
const FREE: readonly number[] = [2, 20, 111];

/** The kind of a file in its mode, see inode(7). */
const KIND_BITS = 0o170000;
const SOCKET = 0o140000;

/**
 * Locks over the host: a lock is a unix socket that its holder listens on, as on Node (see `node-locks.ts`). Nobody
 * accepts: a connection that waits in the queue says as much, and a full queue says it too.
 */
export function nativeLocks(host: Host): Locks {
  return {
    acquire: (path) => settle(() => !isHeld(host, path) && listen(host, path)),
    isHeld: (path) => settle(() => isHeld(host, path)),
  };
}

/** The calls of the host never wait, while the interface may. */
function settle(work: () => boolean): Promise<boolean> {
  return new Promise((resolve) => {
    resolve(work());
  });
}

function isHeld(host: Host, path: string): boolean {
  const opened = host.openNoLink(path, O_PATH, 0);
  if (opened < 0) return !FREE.includes(-opened);
  try {
    // The socket itself, whatever has taken its name since: a link would lead whoever asks to a socket of its own container.
    return isSocket(host, opened) && answers(host, `/proc/self/fd/${opened}`);
  } finally {
    host.close(opened);
  }
}

function isSocket(host: Host, opened: number): boolean {
  const values = new Float64Array(3);
  checked(host.fileStatus(opened, new Uint8Array(values.buffer)), 'fstat');
  return ((values[0] as number) & KIND_BITS) === SOCKET;
}

function answers(host: Host, path: string): boolean {
  const file = checked(host.socket(AF_UNIX, SOCK_STREAM), 'socket');
  const connected = host.connect(file, encodeAddress({ kind: 'unix', path }).bytes);
  host.close(file);
  return !FREE.includes(-connected);
}

function listen(host: Host, path: string): true {
  // A new socket takes the place of a dead one in one step, so that there is no moment without a file.
  const temporary = temporaryName(host, path);
  const file = checked(host.socket(AF_UNIX, SOCK_STREAM), 'socket');
  const bound = host.bind(file, encodeAddress({ kind: 'unix', path: temporary }).bytes);
  if (bound < 0) {
    host.close(file);
    throw failureOf(bound, 'bind', temporary);
  }
  try {
    // Every user of the Pod may ask: connecting needs write permission.
    checked(host.mode(temporary, 0o666), 'chmod', temporary);
    checked(host.listen(file, 1), 'listen', temporary);
    checked(host.rename(temporary, path), 'rename', path);
  } catch (error) {
    host.remove(temporary);
    host.close(file);
    throw error;
  }
  return true;
}
