/**
 * How many lists and objects may lie in one another. A parser, and a validator behind it, goes down a value by calling itself: a stack
 * that is used up in the wrong moment ends the process, which no handler catches.
 */
export const MAX_DEPTH = 100;

/** What lies deeper than `MAX_DEPTH` levels. */
export class TooDeep extends Error {
  /** @param place where in the text, from 1 */
  constructor(place?: { readonly line: number; readonly col: number }) {
    const at = place === undefined ? '' : ` at line ${place.line}, column ${place.col}`;
    super(`nested deeper than the limit of ${MAX_DEPTH} levels${at}: write it flatter`);
  }
}

/**
 * Looks at JSON text before any parser sees it.
 * @throws TooDeep
 */
export function refuseDeepJson(text: string): void {
  let level = 0;
  let inString = false;
  for (let at = 0; at < text.length; at++) {
    const character = text[at];
    if (character === '"') inString = !inString;
    else if (inString) at += character === '\\' ? 1 : 0;
    else if (character === '[' || character === '{') level++;
    else if (character === ']' || character === '}') level--;
    if (level > MAX_DEPTH) {
      const before = text.slice(0, at).split('\n');
      throw new TooDeep({ line: before.length, col: (before.at(-1) ?? '').length + 1 });
    }
  }
}

/**
 * Looks at a value whose text was flat enough: aliases may stack what they stand for, up to a value that contains itself.
 * @throws TooDeep
 */
export function refuseDeepValue(value: unknown, level = 0, seenAt = new Map<object, number>()): void {
  if (typeof value !== 'object' || value === null || ArrayBuffer.isView(value)) return;
  if ((seenAt.get(value) ?? -1) >= level) return;
  if (level === MAX_DEPTH) throw new TooDeep();
  seenAt.set(value, level);
  const parts: Iterable<unknown> = value instanceof Set || value instanceof Map ? value : Object.values(value);
  for (const part of parts) refuseDeepValue(part, level + 1, seenAt);
}
