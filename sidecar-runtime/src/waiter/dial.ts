import { PlatformError, type Address, type Cancellation, type Platform, type Stream } from '../platform/platform.ts';
import { isAddressHost, type Authority } from './address.ts';
import { lowerCase } from './bytes.ts';
import { Canceller } from './cancel.ts';

/** How a name is dialled. */
export interface DialOptions {
  /** Milliseconds that all addresses share. */
  readonly timeout: number;
  readonly tls: boolean;
}

/** Connects to where it was made for. */
export type Dialler = (cancel: Cancellation) => Promise<Stream>;

/**
 * Makes what connects to the first address of a host that accepts. `localhost` is 127.0.0.1, then ::1, and is never looked up.
 * An address that stays silent costs its share of the time only, so that the next one gets its try.
 *
 * It fails with the failure that tells most: an address that nobody listens on tells less than one that answers wrong.
 */
export function createDialler(platform: Platform, { host, port }: Authority, { timeout, tls }: DialOptions): Dialler {
  const addressOf = (ip: string): Address => ({ kind: 'tcp', ip, port, ...(tls ? { tls: host } : {}) });
  const known = knownIps(host)?.map(addressOf);
  const [first, second] = known ?? [];
  if (first !== undefined && second === undefined) return (cancel) => platform.connect(first, cancel);
  return async (cancel) => {
    const end = platform.now() + timeout;
    return dialFirst(platform, known ?? (await platform.resolve(host, cancel)).map(addressOf), end, cancel);
  };
}

/** The addresses of what need not be looked up. */
function knownIps(host: string): readonly string[] | undefined {
  if (lowerCase(host) === 'localhost') return ['127.0.0.1', '::1'];
  return isAddressHost(host) ? [host] : undefined;
}

async function dialFirst(platform: Platform, addresses: readonly Address[], end: number, cancel: Cancellation): Promise<Stream> {
  let failure: PlatformError | undefined;
  let left = addresses.length;
  for (const address of addresses) {
    try {
      return await (left === 1 ? platform.connect(address, cancel) : connectWithin(platform, (end - platform.now()) / left, cancel, address));
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
