import type { Document, Path } from './document';
import { jsonOffset, skipJson, skipSpace } from './json-text';
import { Lines } from './lines';

/**
 * The documents of a text that is JSON: one value, or several behind each other, also with `---` between them.
 * Undefined when it is not JSON throughout. Much faster than YAML, which every JSON is too.
 */
export function jsonDocuments(text: string): Document[] | undefined {
  const starts: number[] = [];
  const values: unknown[] = [];
  for (let at = skipSeparators(text, 0); at < text.length; ) {
    const first = text[at];
    if (first !== '{' && first !== '[') return undefined;
    const end = skipJson(text, at);
    if (end === undefined) return undefined;
    try {
      values.push(JSON.parse(text.slice(at, end)));
    } catch {
      return undefined; // flow YAML, perhaps; YAML says what is wrong with it
    }
    starts.push(at);
    at = skipSeparators(text, end);
  }
  if (values.length === 0) return undefined;
  const lines = new Lines(text);
  return values.map((value, index) => ({
    number: index + 1,
    value,
    position: (path: Path) => lines.position(jsonOffset(text, starts[index]!, path)),
  }));
}

function skipSeparators(text: string, from: number): number {
  let at = skipSpace(text, from);
  while (text.startsWith('---', at) && (at === 0 || text[at - 1] === '\n') && /\s|^$/u.test(text.slice(at + 3, at + 4))) at = skipSpace(text, at + 3);
  return at;
}
