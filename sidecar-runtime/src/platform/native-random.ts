import { checked } from './native-error.ts';
import type { Host } from './native-host.ts';

/** Some random bytes of the kernel's. */
export function randomBytes(host: Host, length: number): Uint8Array {
  const bytes = new Uint8Array(length);
  checked(host.random(bytes), 'getrandom');
  return bytes;
}

/** A name beside a path that nobody else has. */
export function temporaryName(host: Host, path: string): string {
  let suffix = '';
  for (const byte of randomBytes(host, 4)) suffix += (byte | 0x100).toString(16).slice(1);
  return `${path}.${suffix}`;
}
