import { PlatformError, type Address, type Cancellation, type Platform, type Stream } from '../platform/platform.ts';
import { isAddressHost, type Authority } from './address.ts';
import { Canceller } from './cancel.ts';

/** How a name is dialled. */
export interface DialOptions {
  /** Milliseconds that all addresses share. */
  readonly timeout: number;
  readonly tls: boolean;
  /** The address that is dialled, where the host is known to be it. */
  readonly ip?: string;
}

/** A look-up ends this much before the time is over: what is told then is that the name servers are silent, not the host. */
const LOOK_UP = 0.9;

/** Connects to where it was made for. */
export type Dialler = (cancel: Cancellation) => Promise<Stream>;

/**
 * Makes what connects to the first address of a host that accepts.
 * An address that stays silent costs its share of the time only, so that the next one gets its try.
 *
 * It fails with the failure that tells most: an address that nobody listens on tells less than one that answers wrong.
 */
export function createDialler(platform: Platform, { host, port }: Authority, { timeout, tls, ip }: DialOptions): Dialler {
  const addressOf = (address: string): Address => ({ kind: 'tcp', ip: address, port, ...(tls ? { tls: host } : {}) });
  if (ip !== undefined || isAddressHost(host)) {
    const known = addressOf(ip ?? host);
    return (cancel) => platform.connect(known, cancel);
  }
  return async (cancel) => {
    const end = platform.now() + timeout;
    const addresses = await within(platform, LOOK_UP * timeout, cancel, 'EAI_AGAIN', (own) => platform.resolve(host, own));
    return dialFirst(platform, addresses.map(addressOf), end, cancel);
  };
}

async function dialFirst(platform: Platform, addresses: readonly Address[], end: number, cancel: Cancellation): Promise<Stream> {
  let failure: PlatformError | undefined;
  let left = addresses.length;
  for (const address of addresses) {
    try {
      if (left === 1) return await platform.connect(address, cancel);
      return await within(platform, (end - platform.now()) / left, cancel, 'ETIMEDOUT', (own) => platform.connect(address, own));
    } catch (error) {
      if (!(error instanceof PlatformError) || cancel.cancelled) throw error;
      if (failure === undefined || telling(error) >= telling(failure)) failure = error;
    }
    left--;
  }
  throw failure ?? new PlatformError('ENOTFOUND', 'the name has no address');
}

function telling(error: PlatformError): number {
  if (error.code === 'ENOTFOUND') return 0;
  if (error.code === 'ENETUNREACH' || error.code === 'EHOSTUNREACH') return 1;
  return error.code === 'ECONNREFUSED' ? 2 : 3;
}

/**
 * Does work that fails with a code when its time is over. A stream that it opens outlives the time limit; it ends with the parent.
 */
async function within<T>(
  platform: Platform,
  milliseconds: number,
  parent: Cancellation,
  code: string,
  work: (cancel: Cancellation) => Promise<T>,
): Promise<T> {
  const own = new Canceller();
  parent.onCancel(() => own.cancel());
  const stop = platform.timer(Math.max(1, milliseconds), () => own.cancel());
  try {
    return await work(own);
  } catch (error) {
    throw own.cancelled && !parent.cancelled ? new PlatformError(code, 'timed out') : error;
  } finally {
    stop();
  }
}
