import { decodeBytes } from '../waiter/bytes.ts';
import { AF_UNIX, SOCK_STREAM } from './native-address.ts';
import { checked } from './native-error.ts';
import type { Host } from './native-host.ts';

/** The most digits of 64 bits, and the NUL that the host writes behind them. */
const ROOM = 21;

/** The cookie of our network namespace, or undefined where the kernel does not tell it: any socket is in the namespace. */
export function nativeNetworkCookie(host: Host): string | undefined {
  const file = checked(host.socket(AF_UNIX, SOCK_STREAM), 'socket');
  const digits = new Uint8Array(ROOM);
  const length = host.networkCookie(file, digits);
  host.close(file);
  return length < 0 ? undefined : decodeBytes(digits.subarray(0, length));
}
