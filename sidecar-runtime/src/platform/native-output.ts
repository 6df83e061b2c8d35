import { EAGAIN, EINTR } from './native-error.ts';
import type { Host } from './native-host.ts';
import { WRITABLE } from './native-loop.ts';

/** What a pipe takes whole once it is writable, in bytes: PIPE_BUF. */
const PIECE = 4096;

/** How long somebody may keep us waiting by not reading, in milliseconds, before the rest is given up. */
const PATIENCE = 100;

/** How often in a row nothing may be written although something could be. */
const MOST_TRIES = 100;

/** Writes for people: who does not read, or has gone, misses it, for a gate is worth more than its audience. */
export function writeAll(host: Host, file: number, bytes: Uint8Array): void {
  const entry = Uint8Array.of(file, 0, 0, 0, WRITABLE, 0, 0, 0);
  for (let rest = bytes, tries = 0; rest.length > 0 && tries < MOST_TRIES; tries++) {
    const ready = host.poll(entry, PATIENCE);
    if (ready === -EINTR) continue;
    if (ready <= 0) return;
    const written = host.write(file, rest.subarray(0, PIECE));
    if (written < 0 && written !== -EAGAIN && written !== -EINTR) return;
    if (written <= 0) continue;
    rest = rest.subarray(written);
    tries = 0;
  }
}
