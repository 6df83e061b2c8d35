import { PlatformError } from './platform.ts';

/** The longest path of a unix socket, in bytes. @see https://man7.org/linux/man-pages/man7/unix.7.html */
const LONGEST = 107;

/**
 * A path that a unix socket can have: Node cuts a longer one off without a word, and would meet another socket.
 *
 * @throws PlatformError `ENAMETOOLONG`
 */
export function socketPath(path: string): string {
  const length = Buffer.byteLength(path);
  if (length > LONGEST) throw new PlatformError('ENAMETOOLONG', `ENAMETOOLONG: a socket path has at most ${LONGEST} bytes, this one ${length}: '${path}'`);
  return path;
}
