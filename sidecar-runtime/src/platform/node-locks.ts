import net from 'node:net';
import fs from 'node:fs';
import { randomUUID } from 'node:crypto';
import { platformError } from './node-error.ts';
import { socketPath } from './node-socket-path.ts';
import { PlatformError, type Locks } from './platform.ts';

/**
 * Locks on Node: a lock is a unix socket that its holder listens on. The kernel closes it when the holder dies, and
 * whoever can reach the file can ask, also from another container and over a read-only mount.
 * `docs/decisions` tells why.
 */
export const nodeLocks: Locks = {
  async acquire(path) {
    if (await isHeld(path)) return false;
    // A new socket takes the place of a dead one in one step, so that there is no moment without a file.
    const temporary = socketPath(`${path}.${randomUUID().slice(0, 8)}`);
    const server = net.createServer((socket) => socket.destroy());
    await listening(server, temporary);
    try {
      fs.renameSync(temporary, path);
    } catch (error) {
      server.close();
      throw platformError(error);
    }
    server.unref();
    return true;
  },
  isHeld,
};

/** A full queue of callers, or a file that we may not touch, is no sign of death. */
const FREE: readonly string[] = ['ECONNREFUSED', 'ENOENT', 'ENOTDIR', 'ENOTSOCK'];

function isHeld(path: string): Promise<boolean> {
  return new Promise((resolve, reject) => {
    const socket = net.connect({ path: socketPath(path) }, () => {
      socket.destroy();
      resolve(true);
    });
    socket.on('error', (error) => {
      const failure = platformError(error);
      if (failure instanceof PlatformError) resolve(!FREE.includes(failure.code));
      else reject(failure);
    });
  });
}

function listening(server: net.Server, path: string): Promise<void> {
  return new Promise((resolve, reject) => {
    server.once('error', (error) => reject(platformError(error)));
    // Every user of the Pod may ask: connecting needs write permission.
    server.listen({ path, readableAll: true, writableAll: true }, () => resolve());
  });
}
