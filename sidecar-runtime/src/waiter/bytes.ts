/** Bytes and text, without TextDecoder, which the native engine does not have. */

/** What both engines have of it. */
declare const TextEncoder: new () => { encode(text: string): Uint8Array };

const utf8 = new TextEncoder();

/** Text as UTF-8. A lone surrogate becomes U+FFFD. */
export function encode(text: string): Uint8Array {
  return utf8.encode(text);
}

/** How many bytes become text in one call, which takes them as arguments. */
const CHUNK = 1024;

/** Bytes as text, one character a byte (ISO 8859-1): never fails, and keeps every ASCII text as it is. */
export function decodeBytes(bytes: Uint8Array): string {
  let text = '';
  // `apply` reads the bytes by their places; a spread would ask the iterator for each.
  for (let at = 0; at < bytes.length; at += CHUNK) {
    text += String.fromCharCode.apply(null, bytes.subarray(at, at + CHUNK) as unknown as number[]);
  }
  return text;
}

/** A text that only these bytes have, for comparison: one call, where the engine has it. */
export function comparable(bytes: Uint8Array & { toHex?: () => string }): string {
  return bytes.toHex?.() ?? decodeBytes(bytes);
}

/** What makes a letter of ASCII a small one. */
export const SMALL = 0x20;

/**
 * Text with the capitals of ASCII as small letters, and everything else as it is: what names of hosts and of headers are compared by (RFC
 * 9110, RFC 4343).
 */
export function lowerCase(text: string): string {
  let lower = '';
  for (let at = 0; at < text.length; at++) {
    const code = text.charCodeAt(at);
    // From A to Z.
    lower += String.fromCharCode(code >= 0x41 && code <= 0x5a ? code | SMALL : code);
  }
  return lower;
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

/** How many bytes a character has that begins with this one; it is not ASCII. */
function lengthAfter(first: number): number {
  if (first >= 0xf0) return 4;
  return first >= 0xe0 ? 3 : 2;
}

function pointAt(bytes: Uint8Array, at: number): readonly [point: number, length: number] {
  const first = bytes[at] as number;
  if (first < 0x80) return [first, 1];
  const length = lengthAfter(first);
  let point = first & (0x7f >> length);
  for (let i = 1; i < length; i++) {
    const next = bytes[at + i] ?? 0;
    if ((next & 0xc0) !== 0x80) return [0xfffd, 1];
    point = (point << 6) | (next & 0x3f);
  }
  const isSurrogate = point >= 0xd800 && point <= 0xdfff;
  const wrong = first < 0xc0 || first > 0xf7 || point < (SMALLEST[length] as number) || point > 0x10ffff || isSurrogate;
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
  if (text.length <= limit && isPrintable(text)) return text;
  let shown = '';
  for (const character of text) {
    if (shown.length === limit) break;
    shown += isPrintable(character) ? character : '?';
  }
  return shown;
}

/** Text from outside as a terminal may be given it: what controls it, or the direction of what it shows, is written as `\\u001b`. */
export function withoutControls(text: string): string {
  let shown = '';
  for (let at = 0; at < text.length; at++) {
    const code = text.charCodeAt(at);
    shown += controls(code) ? `\\u${(code | 0x10000).toString(16).slice(1)}` : (text[at] as string);
  }
  return shown;
}

/**
 * C0, DEL, C1, and what ends lines or turns them in Unicode.
 *
 * @see https://www.unicode.org/reports/tr9/#Directional_Formatting_Characters
 */
function controls(code: number): boolean {
  if (code < 0x20 || (code >= 0x7f && code <= 0x9f)) return true;
  return code === 0x61c || code === 0x200e || code === 0x200f || (code >= 0x2028 && code <= 0x202e) || (code >= 0x2066 && code <= 0x2069);
}

/** Whether every character of a text is one of `allowed`, and there is at least one. */
export function consistsOf(text: string, allowed: string): boolean {
  // An index reads a character; `of` would ask an iterator for each.
  for (let i = 0; i < text.length; i++) if (!allowed.includes(text[i] as string)) return false;
  return text.length > 0;
}

export const DIGITS = '0123456789';
export const LOWER = 'abcdefghijklmnopqrstuvwxyz';
export const UPPER = 'ABCDEFGHIJKLMNOPQRSTUVWXYZ';
