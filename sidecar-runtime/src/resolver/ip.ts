import { consistsOf, DIGITS } from '../waiter/bytes.ts';

const HEX = `${DIGITS}abcdefABCDEF`;

/**
 * Reads an IPv4 or IPv6 address. One with a zone (`fe80::1%eth0`) is none: it means something on this node only.
 *
 * @returns 4 or 16 bytes, or undefined if the text is no address
 * @see https://www.rfc-editor.org/rfc/rfc4291#section-2.2
 */
export function parseIp(text: string): Uint8Array | undefined {
  return text.includes(':') ? parseIpv6(text) : parseIpv4(text);
}

/** An address as text: IPv4 for 4 bytes, IPv6 for 16. Groups are not shortened. */
export function formatIp(bytes: Uint8Array): string {
  if (bytes.length === 4) return bytes.join('.');
  const groups: string[] = [];
  for (let i = 0; i < bytes.length; i += 2) groups.push((((bytes[i] as number) << 8) | (bytes[i + 1] as number)).toString(16));
  return groups.join(':');
}

function parseIpv4(text: string): Uint8Array | undefined {
  const parts = text.split('.');
  if (parts.length !== 4 || !parts.every((part) => consistsOf(part, DIGITS) && part.length <= 3 && Number(part) <= 255)) return undefined;
  return Uint8Array.from(parts, Number);
}

function parseIpv6(text: string): Uint8Array | undefined {
  const halves = text.split('::');
  const [head, tail] = [parseGroups(halves[0] as string, halves.length === 1), parseGroups(halves[1] ?? '', true)];
  if (halves.length > 2 || head === undefined || tail === undefined) return undefined;
  const missing = 16 - head.length - tail.length;
  // "::" stands for at least one group.
  if (halves.length === 1 ? missing !== 0 : missing < 2) return undefined;
  return Uint8Array.from([...head, ...new Uint8Array(missing), ...tail]);
}

/** The bytes of groups between colons; the last one may be an IPv4 address. */
function parseGroups(text: string, last: boolean): readonly number[] | undefined {
  const bytes: number[] = [];
  if (text === '') return bytes;
  const groups = text.split(':');
  for (const [index, group] of groups.entries()) {
    const ipv4 = last && index === groups.length - 1 && group.includes('.') ? parseIpv4(group) : undefined;
    if (ipv4 !== undefined) bytes.push(...ipv4);
    else if (group.length <= 4 && consistsOf(group, HEX)) bytes.push(Number.parseInt(group, 16) >> 8, Number.parseInt(group, 16) & 0xff);
    else return undefined;
  }
  return bytes;
}
