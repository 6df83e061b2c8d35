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
    return dialFirst(platform, (await platform.resolve(host, cancel)).map(addressOf), end, cancel);
  };
}

async function dialFirst(platform: Platform, addresses: readonly Address[], end: number, cancel: Cancellation): Promise<Stream> {
  let failure: PlatformError | undefined;
  let left = addresses.length;
  for (const address of addresses) {
    try {
      if (left === 1) return await platform.connect(address, cancel);
      return await connectWithin(platform, (end - platform.now()) / left, cancel, address);
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

/** The stream outlives the time limit, which holds for connecting alone; it ends with the parent. */
async function connectWithin(platform: Platform, milliseconds: number, parent: Cancellation, address: Address): Promise<Stream> {
  const own = new Canceller();
  parent.onCancel(() => own.cancel());
  const stop = platform.timer(Math.max(1, milliseconds), () => own.cancel());
  try {
    return await platform.connect(address, own);
  } catch (error) {
    throw own.cancelled && !parent.cancelled ? new PlatformError('ETIMEDOUT', 'timed out') : error;
  } finally {
    stop();
  }
}
