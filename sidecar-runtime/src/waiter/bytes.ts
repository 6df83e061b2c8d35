/** Bytes and text, without TextEncoder, which the native engine does not have. */

/** Text as UTF-8. A lone surrogate becomes U+FFFD. */
export function encode(text: string): Uint8Array {
  const ascii = new Uint8Array(text.length);
  for (let i = 0; i < text.length; i++) {
    const code = text.charCodeAt(i);
    if (code > 0x7f) return encodeAll(text);
    ascii[i] = code;
  }
  return ascii;
}

function encodeAll(text: string): Uint8Array {
  const bytes: number[] = [];
  for (const character of text) {
    let point = character.codePointAt(0) as number;
    if (point >= 0xd800 && point <= 0xdfff) point = 0xfffd;
    if (point < 0x80) bytes.push(point);
    else if (point < 0x800) bytes.push(0xc0 | (point >> 6), 0x80 | (point & 0x3f));
    else if (point < 0x10000) bytes.push(0xe0 | (point >> 12), 0x80 | ((point >> 6) & 0x3f), 0x80 | (point & 0x3f));
    else bytes.push(0xf0 | (point >> 18), 0x80 | ((point >> 12) & 0x3f), 0x80 | ((point >> 6) & 0x3f), 0x80 | (point & 0x3f));
  }
  return Uint8Array.from(bytes);
}

/** How many bytes become text in one call, which takes them as arguments. */
const CHUNK = 1024;

/** Bytes as text, one character a byte (ISO 8859-1): never fails, and keeps every ASCII text as it is. */
export function decodeBytes(bytes: Uint8Array): string {
  let text = '';
  // `apply` reads the bytes by their places; a spread would ask the iterator for each.
  for (let at = 0; at < bytes.length; at += CHUNK) text += String.fromCharCode.apply(null, bytes.subarray(at, at + CHUNK) as unknown as number[]);
  return text;
}

/** Bytes as the UTF-8 that they are meant to be; what is none becomes U+FFFD. */
export function decodeUtf8(bytes: Uint8Array): string {
  let text = '';
  for (let at = 0; at < bytes.length; ) {
    const [point, length] = pointAt(bytes, at);
    text += String.fromCodePoint(point);
    at += length;
  }
  return text;
}

/** The smallest code point that needs so many bytes. */
const SMALLEST = [0, 0, 0x80, 0x800, 0x10000];

function pointAt(bytes: Uint8Array, at: number): readonly [point: number, length: number] {
  const first = bytes[at] as number;
  if (first < 0x80) return [first, 1];
  const length = first >= 0xf0 ? 4 : first >= 0xe0 ? 3 : 2;
  let point = first & (0x7f >> length);
  for (let i = 1; i < length; i++) {
    const next = bytes[at + i] ?? 0;
    if ((next & 0xc0) !== 0x80) return [0xfffd, 1];
    point = (point << 6) | (next & 0x3f);
  }
  const wrong = first < 0xc0 || first > 0xf7 || point < (SMALLEST[length] as number) || point > 0x10ffff || (point >= 0xd800 && point <= 0xdfff);
  return wrong ? [0xfffd, 1] : [point, length];
}

/** Several pieces as one. */
export function concat(...pieces: readonly Uint8Array[]): Uint8Array {
  const all = new Uint8Array(pieces.reduce((length, piece) => length + piece.length, 0));
  let at = 0;
  for (const piece of pieces) {
    all.set(piece, at);
    at += piece.length;
  }
  return all;
}

/** Whether every character is printable ASCII; space counts as printable. */
export function isPrintable(text: string): boolean {
  for (let i = 0; i < text.length; i++) {
    const code = text.charCodeAt(i);
    if (code < 0x20 || code > 0x7e) return false;
  }
  return true;
}

/** Text that may be shown to anybody: printable ASCII (the rest becomes `?`), at most `limit` characters. */
export function printable(text: string, limit = 200): string {
  let shown = '';
  for (const character of text) {
    if (shown.length === limit) break;
    shown += isPrintable(character) ? character : '?';
  }
  return shown;
}

/** Whether every character of a text is one of `allowed`, and there is at least one. */
export function consistsOf(text: string, allowed: string): boolean {
  for (const character of text) if (!allowed.includes(character)) return false;
  return text.length > 0;
}

export const DIGITS = '0123456789';
export const LOWER = 'abcdefghijklmnopqrstuvwxyz';
export const UPPER = 'ABCDEFGHIJKLMNOPQRSTUVWXYZ';
