import type { Path } from './document';

/** The offset after white space. */
export function skipSpace(text: string, from: number): number {
  let at = from;
  while (at < text.length && isSpace(text.charCodeAt(at))) at++;
  return at;
}

function isSpace(code: number): boolean {
  return code === 0x20 || code === 0x0a || code === 0x0d || code === 0x09;
}

/**
 * The offset after the value that begins at `from`; undefined if the value does not end. Brackets are counted, not nested.
 *
 * @param values counts the values, if given
 */
export function skipJson(text: string, from: number, values?: { count: number }): number | undefined {
  let depth = 0;
  let count = 1;
  for (let at = from; at < text.length; at++) {
    switch (text.charCodeAt(at)) {
      case 0x22: {
        const end = skipString(text, at);
        if (end === undefined) return undefined;
        at = end - 1;
        break;
      }
      case 0x2c: count++; break;
      case 0x7b:
      case 0x5b: depth++; count++; break;
      case 0x7d:
      case 0x5d:
        if (--depth > 0) break;
        if (values !== undefined) values.count += count;
        return at + 1;
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

/** The reported position of a part, and the start of its value. */
type Found = readonly [found: number, value: number];

/** A value with this many characters is scanned once for all its parts; a smaller value each time, which costs no memory. */
const LARGE = 4096;

/** The positions of the parts of the valid JSON values in a text. */
export class JsonPlaces {
  private readonly lists = new Map<number, readonly number[]>();
  private readonly objects = new Map<number, ReadonlyMap<string, Found>>();

  constructor(private readonly text: string) {}

  /** The offset of a part of the value at `start`: the key of a field, or the beginning of an item; else the nearest existing part. */
  offset(start: number, path: Path): number {
    let found = start;
    let value = start;
    for (const step of path) {
      const next = typeof step === 'number' ? this.item(value, step) : this.fields(value)?.get(step);
      if (next === undefined) break;
      [found, value] = next;
    }
    return found;
  }

  private item(start: number, index: number): Found | undefined {
    const { text } = this;
    if (text[start] !== '[') return undefined;
    let starts = this.lists.get(start);
    if (starts === undefined) {
      const walked: number[] = [];
      let at = skipSpace(text, start + 1);
      for (; text[at] !== ']'; at = behindComma(text, skipValue(text, at))) walked.push(at);
      if (at - start > LARGE) this.lists.set(start, walked);
      starts = walked;
    }
    const at = starts[index];
    return at === undefined ? undefined : [at, at];
  }

  /** Of duplicate names, the last one counts, as in `JSON.parse`. */
  private fields(start: number): ReadonlyMap<string, Found> | undefined {
    const { text } = this;
    if (text[start] !== '{') return undefined;
    const known = this.objects.get(start);
    if (known !== undefined) return known;
    const fields = new Map<string, Found>();
    let at = skipSpace(text, start + 1);
    while (text[at] !== '}') {
      const end = skipString(text, at)!;
      const value = skipSpace(text, skipSpace(text, end) + 1);
      fields.set(JSON.parse(text.slice(at, end)) as string, [at, value]);
      at = behindComma(text, skipValue(text, value));
    }
    if (at - start > LARGE) this.objects.set(start, fields);
    return fields;
  }
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
