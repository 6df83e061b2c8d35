import { consistsOf, DIGITS, LOWER, UPPER } from './bytes.ts';
import { UsageError } from './usage-error.ts';

/** A host and a port, as a target names them. */
export interface Authority {
  /** A name, an IPv4 address, or an IPv6 address without brackets. */
  readonly host: string;
  readonly port: number;
}

/**
 * Reads `host:port`, where an IPv6 address needs brackets. An IPv4 address may too, so that `[$(POD_IP)]` takes both.
 *
 * @param target the whole target, for the message
 * @throws UsageError
 * @see https://www.rfc-editor.org/rfc/rfc3986#section-3.2
 */
export function parseAuthority(target: string, text: string): Authority {
  if (text.includes('@')) throw new UsageError(`a target can't hold a user or password: use --header 'Authorization: …' instead of the part before "@"`);
  const bracket = text.startsWith('[') ? text.indexOf(']') : -1;
  if (text.startsWith('[') && bracket < 0) throw new UsageError(`"]" is missing after the IP address in "${target}"`);
  const end = bracket >= 0 ? bracket + 1 : hostEnd(text);
  const host = bracket >= 0 ? text.slice(1, bracket) : text.slice(0, end);
  if (bracket >= 0 ? !isAddress(host) : !isHostName(host)) throw new UsageError(hostMessage(target, host, text));
  const rest = text.slice(end);
  if (rest === '' || rest === ':') throw new UsageError(`port is missing in "${target}": write it after the host, such as "${text.slice(0, end)}:8080"`);
  const port = Number(rest.slice(1));
  if (!rest.startsWith(':') || !consistsOf(rest.slice(1), DIGITS) || port < 1 || port > 65_535) {
    throw new UsageError(`port must be a number from 1 to 65535, got "${rest.startsWith(':') ? rest.slice(1) : rest}" in "${target}"`);
  }
  return { host, port };
}

/** A host and a port as they stand in a URL and in the Host header. */
export function formatAuthority(authority: Authority): string {
  return `${authority.host.includes(':') ? `[${authority.host}]` : authority.host}:${authority.port}`;
}

/**
 * Whether the host of an {@link Authority} is an address, so that no name has to be looked up. It is a whole one then: the rest was
 * refused.
 */
export function isAddressHost(host: string): boolean {
  return host.includes(':') || consistsOf(host.slice(host.lastIndexOf('.') + 1), DIGITS);
}

/** Whether a text is an IP address. */
export function isAddress(host: string): boolean {
  return isIpv4(host) || isIpv6(host);
}

function hostEnd(text: string): number {
  const colon = text.lastIndexOf(':');
  return colon < 0 ? text.length : colon;
}

function hostMessage(target: string, host: string, text: string): string {
  if (host === '') return `host is missing in "${target}": write "localhost" for this Pod`;
  if (!text.startsWith('[') && host.includes(':')) return `an IPv6 address needs brackets, got "${target}": write "[${host}]"`;
  return text.startsWith('[') ? `"${host}" is no IP address in "${target}"` : `"${host}" is no host name in "${target}"`;
}

function isHostName(host: string): boolean {
  const labels = host.split('.');
  // Digits in the last label make it an address (RFC 3696), which must then be a whole one.
  if (consistsOf(labels[labels.length - 1] as string, DIGITS)) return isIpv4(host);
  return host.length <= 253 && consistsOf(host, `${LOWER}${UPPER}${DIGITS}-._`) && !host.startsWith('.') && !host.includes('..');
}

function isIpv4(host: string): boolean {
  const parts = host.split('.');
  return parts.length === 4 && parts.every((part) => consistsOf(part, DIGITS) && String(Number(part)) === part && Number(part) <= 255);
}

/** @see https://www.rfc-editor.org/rfc/rfc4291#section-2.2 */
function isIpv6(host: string): boolean {
  const halves = host.split('::');
  if (halves.length > 2) return false;
  let groups = 0;
  for (const [index, half] of halves.entries()) {
    const parts = half === '' ? [] : half.split(':');
    for (const [at, part] of parts.entries()) {
      const last = index === halves.length - 1 && at === parts.length - 1;
      if (last && part.includes('.') && isIpv4(part)) groups += 2;
      else if (part.length <= 4 && consistsOf(part, `${DIGITS}abcdefABCDEF`)) groups += 1;
      else return false;
    }
  }
  return halves.length === 2 ? groups <= 7 : groups === 8;
}
