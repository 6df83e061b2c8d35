import { PlatformError, type Address, type Cancellation, type Platform, type Stream } from '../platform/platform.ts';
import { isAddressHost, type Authority } from './address.ts';
import { Canceller } from './cancel.ts';

/** How a name is dialled. */
export interface DialOptions {
  /** Milliseconds that all addresses share. */
  readonly timeout: number;
  readonly tls: boolean;
}

/**
 * Connects to the first address of a host that accepts. `localhost` is 127.0.0.1, then ::1, and is never looked up.
 * An address that stays silent costs its share of the time only, so that the next one gets its try.
 *
 * @throws PlatformError the failure that tells most: an address that nobody listens on tells less than one that answers wrong
 */
export async function dial(platform: Platform, authority: Authority, options: DialOptions, cancel: Cancellation): Promise<Stream> {
  const { host, port } = authority;
  const start = platform.now();
  const ips = await addresses(platform, host, cancel);
  let failure: PlatformError | undefined;
  for (const [index, ip] of ips.entries()) {
    const address = { kind: 'tcp' as const, ip, port, ...(options.tls ? { tls: host } : {}) };
    const left = options.timeout - (platform.now() - start);
    const last = index === ips.length - 1;
    try {
      return await (last ? platform.connect(address, cancel) : connectWithin(platform, left / (ips.length - index), cancel, address));
    } catch (error) {
      if (!(error instanceof PlatformError) || cancel.cancelled) throw error;
      if (failure === undefined || telling(error) >= telling(failure)) failure = error;
    }
  }
  throw failure ?? new PlatformError('ENOTFOUND', `no address for ${host}`);
}

function telling(error: PlatformError): number {
  if (error.code === 'ENOTFOUND') return 0;
  if (error.code === 'ENETUNREACH' || error.code === 'EHOSTUNREACH') return 1;
  return error.code === 'ECONNREFUSED' ? 2 : 3;
}

async function addresses(platform: Platform, host: string, cancel: Cancellation): Promise<readonly string[]> {
  if (host.toLowerCase() === 'localhost') return ['127.0.0.1', '::1'];
  return isAddressHost(host) ? [host] : platform.resolve(host, cancel);
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
