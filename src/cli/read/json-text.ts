import type { Path } from './document';

/** The offset behind white space. */
export function skipSpace(text: string, from: number): number {
  let at = from;
  while (at < text.length && isSpace(text.charCodeAt(at))) at++;
  return at;
}

function isSpace(code: number): boolean {
  return code === 0x20 || code === 0x0a || code === 0x0d || code === 0x09;
}

/** The offset behind the value that begins at `from`; undefined when it does not end. Brackets are counted, not nested. */
export function skipJson(text: string, from: number): number | undefined {
  let depth = 0;
  for (let at = from; at < text.length; at++) {
    switch (text.charCodeAt(at)) {
      case 0x22: {
        const end = skipString(text, at);
        if (end === undefined) return undefined;
        at = end - 1;
        break;
      }
      case 0x7b:
      case 0x5b: depth++; break;
      case 0x7d:
      case 0x5d: if (--depth === 0) return at + 1; break;
      default: break;
    }
  }
  return undefined;
}

function skipString(text: string, from: number): number | undefined {
  for (let at = from + 1; at < text.length; at++) {
    const code = text.charCodeAt(at);
    if (code === 0x5c) at++;
    else if (code === 0x22) return at + 1;
  }
  return undefined;
}

/** The offset of a part of the valid JSON value that begins at `start`: of the key of a field, of the beginning of an item. */
export function jsonOffset(text: string, start: number, path: Path): number {
  let found = start;
  let value = start;
  for (const step of path) {
    const next = typeof step === 'number' ? itemAt(text, value, step) : fieldAt(text, value, step);
    if (next === undefined) break;
    [found, value] = next;
  }
  return found;
}

/** Where it is said to be, and where its value begins. */
type Found = readonly [found: number, value: number];

function itemAt(text: string, start: number, index: number): Found | undefined {
  if (text[start] !== '[') return undefined;
  let at = skipSpace(text, start + 1);
  for (let count = 0; text[at] !== ']'; count++) {
    if (count === index) return [at, at];
    at = behindComma(text, skipValue(text, at));
  }
  return undefined;
}

/** The last one of a name, as it is read. */
function fieldAt(text: string, start: number, name: string): Found | undefined {
  if (text[start] !== '{') return undefined;
  let last: Found | undefined;
  for (let at = skipSpace(text, start + 1); text[at] !== '}';) {
    const end = skipString(text, at)!;
    const value = skipSpace(text, skipSpace(text, end) + 1);
    if (JSON.parse(text.slice(at, end)) === name) last = [at, value];
    at = behindComma(text, skipValue(text, value));
  }
  return last;
}

function behindComma(text: string, from: number): number {
  const at = skipSpace(text, from);
  return text[at] === ',' ? skipSpace(text, at + 1) : at;
}

function skipValue(text: string, from: number): number {
  const first = text[from];
  if (first === '{' || first === '[') return skipJson(text, from)!;
  if (first === '"') return skipString(text, from)!;
  let at = from;
  while (at < text.length && !',]}'.includes(text[at]!) && !isSpace(text.charCodeAt(at))) at++;
  return at;
}
