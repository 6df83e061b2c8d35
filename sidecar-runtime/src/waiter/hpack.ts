import { concat, decodeBytes, encode } from './bytes.ts';

/**
 * As much of HPACK as a health check needs. We announce a dynamic table of size zero, so a peer may use the static one
 * only; of that one we know what matters to us.
 *
 * @see https://www.rfc-editor.org/rfc/rfc7541
 */

/** One header field; what we can't know is an empty text. */
export type Field = readonly [name: string, value: string];

/** Appendix A, by index: the fields that can say how a call went. */
const STATIC: Readonly<Record<number, Field>> = {
  8: [':status', '200'],
  9: [':status', '204'],
  10: [':status', '206'],
  11: [':status', '304'],
  12: [':status', '400'],
  13: [':status', '404'],
  14: [':status', '500'],
  31: ['content-type', ''],
};

/** Appendix B, canonical: the characters of each code length, in the order of their codes. Longer codes hold no printable ASCII but "\". */
const HUFFMAN: Readonly<Record<number, string>> = {
  5: '012aceiost',
  6: ' %-./3456789=A_bdfghlmnpru',
  7: ':BCDEFGHIJKLMNOPQRSTUVWYjkqvwxyz',
  8: '&*,;XZ',
  10: '!"()?',
  11: "'+|",
  12: '#>',
  13: '\0$@[]~',
  14: '^}',
  15: '<`{',
};
const LONGEST_CODE = 15;

/** The longest text that is read in this code, in bytes: no name or value that we look for takes as many. */
const LONGEST_HUFFMAN = 16;

/** A field of the static table, whole. */
export function indexedField(index: number): Uint8Array {
  return Uint8Array.of(0x80 | index);
}

/** A field that nobody should remember: its name from the static table, or spelt out. */
export function literalField(name: number | string, value: string): Uint8Array {
  const head = typeof name === 'number' ? encodeInteger(0, 4, name) : concat(Uint8Array.of(0), encodeString(name));
  return concat(head, encodeString(value));
}

function encodeString(text: string): Uint8Array {
  const bytes = encode(text);
  return concat(encodeInteger(0, 7, bytes.length), bytes);
}

function encodeInteger(pattern: number, bits: number, value: number): Uint8Array {
  const most = (1 << bits) - 1;
  if (value < most) return Uint8Array.of(pattern | value);
  const bytes = [pattern | most];
  let rest = value - most;
  for (; rest >= 128; rest >>= 7) bytes.push((rest & 0x7f) | 0x80);
  return Uint8Array.of(...bytes, rest);
}

/** Reads a header block; undefined if it is no HPACK, or has more than so many fields. */
export function decodeFields(block: Uint8Array, most: number): readonly Field[] | undefined {
  const reader = new BlockReader(block);
  const fields: Field[] = [];
  while (!reader.done) {
    const first = reader.peek();
    if ((first & 0x80) !== 0) {
      const index = reader.integer(7);
      fields.push(STATIC[index] ?? ['', '']);
    } else if ((first & 0xe0) === 0x20) reader.integer(5);
    else {
      const index = reader.integer((first & 0x40) !== 0 ? 6 : 4);
      const name = index === 0 ? reader.string() : (STATIC[index]?.[0] ?? '');
      fields.push([name, reader.string()]);
    }
    if (reader.broken || fields.length > most) return undefined;
  }
  return fields;
}

class BlockReader {
  broken = false;
  private at = 0;
  private readonly bytes: Uint8Array;

  constructor(bytes: Uint8Array) {
    this.bytes = bytes;
  }

  get done(): boolean {
    return this.broken || this.at >= this.bytes.length;
  }

  peek(): number {
    return this.bytes[this.at] as number;
  }

  integer(bits: number): number {
    const most = (1 << bits) - 1;
    let value = this.byte() & most;
    if (value < most) return value;
    for (let shift = 0; ; shift += 7) {
      const byte = this.byte();
      if (shift > 14) this.broken = true;
      if (this.broken) return 0;
      value += (byte & 0x7f) << shift;
      if ((byte & 0x80) === 0) return value;
    }
  }

  string(): string {
    if (this.at >= this.bytes.length) this.broken = true;
    if (this.broken) return '';
    const huffman = (this.peek() & 0x80) !== 0;
    const length = this.integer(7);
    const bytes = this.bytes.subarray(this.at, this.at + length);
    this.at += length;
    if (bytes.length < length) this.broken = true;
    if (!huffman) return decodeBytes(bytes);
    return length > LONGEST_HUFFMAN ? '' : decodeHuffman(bytes);
  }

  private byte(): number {
    const byte = this.bytes[this.at++];
    if (byte === undefined) this.broken = true;
    return byte ?? 0;
  }
}

/** Up to the first character that has a longer code, as none has in what we look for. */
function decodeHuffman(bytes: Uint8Array): string {
  let text = '';
  let code = 0;
  let length = 0;
  let first = 0;
  for (let bit = 0; bit < bytes.length * 8; bit++) {
    code = (code << 1) | (((bytes[bit >> 3] as number) >> (7 - (bit & 7))) & 1);
    length++;
    const characters = HUFFMAN[length] ?? '';
    if (code - first < characters.length) {
      text += characters[code - first] as string;
      code = length = first = 0;
    } else if (length === LONGEST_CODE) return text;
    else first = (first + characters.length) << 1;
  }
  return text;
}
