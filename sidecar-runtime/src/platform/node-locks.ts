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

/** For looking at only, see open(2): the number is that of Linux on amd64 and arm64. */
const O_PATH = 0o10000000;
const { O_NOFOLLOW } = fs.constants;

/** A full queue of callers, or a file that we may not touch, is no sign of death. */
const FREE: readonly string[] = ['ECONNREFUSED', 'ENOENT', 'ENOTDIR'];

async function isHeld(path: string): Promise<boolean> {
  try {
    return await answers(path);
  } catch (error) {
    const failure = platformError(error);
    if (failure instanceof PlatformError) return !FREE.includes(failure.code);
    throw failure;
  }
}

/** Asks the socket itself, whatever has taken its name since: a link would lead whoever asks to a socket of its own container. */
async function answers(path: string): Promise<boolean> {
  const file = fs.openSync(path, O_PATH | O_NOFOLLOW);
  try {
    return fs.fstatSync(file).isSocket() && (await connects(`/proc/self/fd/${file}`));
  } finally {
    fs.closeSync(file);
  }
}

function connects(path: string): Promise<true> {
  return new Promise((resolve, reject) => {
    const socket = net.connect({ path }, () => {
      socket.destroy();
      resolve(true);
    });
    socket.on('error', reject);
  });
}

function listening(server: net.Server, path: string): Promise<void> {
  return new Promise((resolve, reject) => {
    server.once('error', (error) => reject(platformError(error)));
    // Every user of the Pod may ask: connecting needs write permission.
    server.listen({ path, readableAll: true, writableAll: true }, () => resolve());
  });
}
