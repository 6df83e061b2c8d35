import { checked } from './native-error.ts';
import { PlatformError } from './platform.ts';
import type { Host } from './native-host.ts';

/**
 * Writes all bytes to a file that was opened.
 *
 * @param path what it is called, for the message
 * @throws PlatformError
 */
export function writeWhole(host: Host, file: number, bytes: Uint8Array, path: string): void {
  for (let rest = bytes; rest.length > 0; ) {
    const written = checked(host.write(file, rest), 'write', path);
    if (written === 0) throw new PlatformError('EIO', `EIO: nothing could be written, write '${path}'`);
    rest = rest.subarray(written);
  }
}
