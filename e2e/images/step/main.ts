// step sleeps for as many milliseconds as it is told, and ends: what `true` does, and says when by the machine's monotonic clock.
// It runs in the engine of the native waiter: one thread, so that its end takes no longer than that of a program in C.
import type { Host } from '../../../sidecar-runtime/src/platform/native-host';
import { encode } from '../../../sidecar-runtime/src/waiter/bytes';

declare const host: Host;

const started = host.now();
host.poll(new Uint8Array(0), Number(host.args[0]));
say('started', started);
say('ended', host.now());
host.exit(0);

function say(event: string, at: number): void {
  host.write(1, encode(`${JSON.stringify({ at, event })}\n`));
}
