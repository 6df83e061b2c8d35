import { concat, decodeBytes, encode, lowerCase } from '../waiter/bytes.ts';
import { formatIp } from './ip.ts';

/** What is asked for, by its number. @see https://www.rfc-editor.org/rfc/rfc1035#section-3.2.2 */
export const TYPE = { A: 1, AAAA: 28 } as const;
export type AddressType = (typeof TYPE)[keyof typeof TYPE];

const CNAME = 5;
const INTERNET = 1;
const HEAD = 12;

/** A question about one full name. */
export interface Question {
  /** A random number that the answer repeats. */
  readonly id: number;
  readonly name: string;
  readonly type: AddressType;
}

/** What a server said. `failed` is everything that says nothing about the name. */
export type Reply =
  | { readonly kind: 'addresses'; readonly addresses: readonly string[] }
  | { readonly kind: 'no such name' }
  | { readonly kind: 'truncated' }
  | { readonly kind: 'failed' };

/**
 * A question as a datagram.
 *
 * @returns undefined if the name can't be asked for: a label is empty or longer than 63 bytes, or all are longer than 253
 * @see https://www.rfc-editor.org/rfc/rfc1035#section-4
 */
export function encodeQuestion({ id, name, type }: Question): Uint8Array | undefined {
  const labels = name.split('.').map((label) => encode(label));
  if (name.length > 253 || !labels.every((label) => label.length > 0 && label.length <= 63)) return undefined;
  const askRecursion = 1;
  const head = Uint8Array.of(id >> 8, id & 0xff, askRecursion, 0, 0, 1, 0, 0, 0, 0, 0, 0);
  return concat(head, ...labels.map((label) => concat(Uint8Array.of(label.length), label)), Uint8Array.of(0, 0, type, 0, INTERNET));
}

/**
 * Reads an answer.
 *
 * @returns undefined if this is no answer to the question: it may be anybody's
 */
export function decodeReply(bytes: Uint8Array, question: Question): Reply | undefined {
  const reader = new Reader(bytes);
  const [id, flags, questions, answers] = [reader.uint16(), reader.uint16(), reader.uint16(), reader.uint16()];
  reader.at = HEAD;
  const isReply = (flags & 0xf800) === 0x8000;
  if (id !== question.id || !isReply || questions !== 1 || reader.name() !== lowerCase(question.name)) return undefined;
  if (reader.uint16() !== question.type || reader.uint16() !== INTERNET || reader.broken) return undefined;
  if ((flags & 0x0200) !== 0) return { kind: 'truncated' };
  const code = flags & 0xf;
  if (code === 3) return { kind: 'no such name' };
  return (code === 0 ? readAddresses(reader, answers, question) : undefined) ?? { kind: 'failed' };
}

/** How many records are read: enough addresses to try, and little work whatever a reply holds. */
const MOST_RECORDS = 256;

function readAddresses(reader: Reader, count: number, question: Question): Reply | undefined {
  const aliases = new Map<string, string>();
  const found: { readonly owner: string; readonly address: string }[] = [];
  for (let i = 0; i < count && i < MOST_RECORDS; i++) {
    const owner = reader.name();
    const [type, space] = [reader.uint16(), reader.uint16()];
    reader.at += 4;
    const length = reader.uint16();
    const end = reader.at + length;
    if (type === CNAME && space === INTERNET) aliases.set(owner, reader.name());
    const isAsked = type === question.type && space === INTERNET && length === (type === TYPE.A ? 4 : 16);
    if (isAsked) found.push({ owner, address: formatIp(reader.take(length)) });
    reader.at = end;
    if (reader.broken || end > reader.bytes.length) return undefined;
  }
  const names = namesOf(lowerCase(question.name), aliases);
  const addresses = found.filter(({ owner }) => names.has(owner)).map(({ address }) => address);
  // They may be in what was not read: that the name has none would lead to another name.
  return addresses.length === 0 && count > MOST_RECORDS ? undefined : { kind: 'addresses', addresses };
}

/** A name and all that it is an alias for. */
function namesOf(name: string, aliases: ReadonlyMap<string, string>): ReadonlySet<string> {
  const names = new Set<string>();
  for (let next: string | undefined = name; next !== undefined && !names.has(next); next = aliases.get(next)) names.add(next);
  return names;
}

/** How many pointers a name may follow: they could lead in a circle. */
const MOST_POINTERS = 32;

/** How long a name may be, in octets. @see https://www.rfc-editor.org/rfc/rfc1035#section-2.3.4 */
const LONGEST_NAME = 255;

/** Reads on from a place; what is not there reads as zero and marks the message as broken. */
class Reader {
  readonly bytes: Uint8Array;
  at = 0;
  broken = false;

  constructor(bytes: Uint8Array) {
    this.bytes = bytes;
  }

  uint16(): number {
    return (this.uint8() << 8) | this.uint8();
  }

  take(length: number): Uint8Array {
    this.at += length;
    if (this.at > this.bytes.length) this.broken = true;
    return this.bytes.subarray(this.at - length, this.at);
  }

  /** A name in lower case, without a dot at its end. @see https://www.rfc-editor.org/rfc/rfc1035#section-4.1.4 */
  name(): string {
    const labels: string[] = [];
    let back: number | undefined;
    let pointers = 0;
    // The octet at its end is one of them.
    let octets = 1;
    for (let length = this.uint8(); length !== 0; length = this.uint8()) {
      if (length >= 0xc0) {
        const target = ((length & 0x3f) << 8) | this.uint8();
        back ??= this.at;
        this.at = target;
        if (++pointers > MOST_POINTERS) this.broken = true;
      } else if (length > 63 || (octets += 1 + length) > LONGEST_NAME) this.broken = true;
      else labels.push(lowerCase(decodeBytes(this.take(length))));
      if (this.broken) return '';
    }
    this.at = back ?? this.at;
    return labels.join('.');
  }

  private uint8(): number {
    const byte = this.bytes[this.at++];
    if (byte === undefined) this.broken = true;
    return byte ?? 0;
  }
}
