import { concat, encode } from '../waiter/bytes.ts';
import { parseIp } from '../resolver/ip.ts';
import { failureOf } from './native-failure.ts';
import { PlatformError, type Address } from './platform.ts';

export const AF_UNIX = 1;
export const AF_INET = 2;
export const AF_INET6 = 10;
export const SOCK_STREAM = 1;
export const SOCK_DGRAM = 2;

/** The longest path of a unix socket, in bytes without the NUL. See unix(7). */
const LONGEST_PATH = 107;
const ENAMETOOLONG = 36;

/** An address as the kernel takes it: see unix(7), ip(7) and ipv6(7). */
export interface SocketAddress {
  readonly family: number;
  readonly bytes: Uint8Array;
}

/**
 * Encodes where a stream leads.
 *
 * @throws PlatformError `ENAMETOOLONG`, `EINVAL` for what is no IP address
 */
export function encodeAddress(address: Address): SocketAddress {
  return address.kind === 'unix' ? encodePath(address.path) : encodeIp(address.ip, address.port);
}

export function encodeIp(text: string, port: number): SocketAddress {
  // The same address is dialled again and again.
  if (last === undefined || last.text !== text || last.port !== port) last = { text, port, address: encodeParsed(text, port) };
  return last.address;
}

let last: { readonly text: string; readonly port: number; readonly address: SocketAddress } | undefined;

function encodeParsed(text: string, port: number): SocketAddress {
  const ip = parseIp(text);
  if (ip === undefined) throw new PlatformError('EINVAL', `EINVAL: "${text}" is no IP address`);
  const portBytes = Uint8Array.of(port >> 8, port & 0xff);
  if (ip.length === 4) return { family: AF_INET, bytes: concat(familyBytes(AF_INET), portBytes, ip, new Uint8Array(8)) };
  const noFlow = new Uint8Array(4);
  const noScope = noFlow;
  return { family: AF_INET6, bytes: concat(familyBytes(AF_INET6), portBytes, noFlow, ip, noScope) };
}

function encodePath(path: string): SocketAddress {
  const bytes = encode(path);
  if (bytes.length > LONGEST_PATH) throw failureOf(-ENAMETOOLONG, 'connect', path);
  return { family: AF_UNIX, bytes: concat(familyBytes(AF_UNIX), bytes, new Uint8Array(1)) };
}

function familyBytes(family: number): Uint8Array {
  return Uint8Array.of(family, 0);
}
