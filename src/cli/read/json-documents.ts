import type { Document, Failure, Path } from './document';
import { JsonPlaces, skipJson, skipSpace } from './json-text';
import { LIMITS } from './limits';
import { Lines } from './lines';

/**
 * The documents of a JSON text: one value, or several one after another, with or without `---` between them.
 * Undefined if any part is not JSON. Much faster than the YAML parser, which reads JSON too.
 */
export function jsonDocuments(text: string): (Document | Failure)[] | undefined {
  const starts: number[] = [];
  const written = { count: 0 };
  const values: unknown[] = [];
  for (let at = skipSeparators(text, 0); at < text.length; ) {
    const first = text[at];
    if (first !== '{' && first !== '[') return undefined;
    const end = skipJson(text, at, written);
    if (end === undefined) return undefined;
    if (written.count > LIMITS.jsonValues) return [{ failure: `holds more than ${LIMITS.jsonValues} values: split the file` }];
    try {
      values.push(JSON.parse(text.slice(at, end)));
    } catch {
      return undefined; // flow YAML, perhaps; the YAML parser reports the error
    }
    starts.push(at);
    at = skipSeparators(text, end);
  }
  if (values.length === 0) return undefined;
  const lines = new Lines(text);
  const places = new JsonPlaces(text);
  return values.map((value, index) => ({
    number: index + 1,
    value,
    position: (path: Path) => lines.position(places.offset(starts[index]!, path)),
  }));
}

function skipSeparators(text: string, from: number): number {
  let at = skipSpace(text, from);
  while (text.startsWith('---', at) && (at === 0 || text[at - 1] === '\n') && /\s|^$/u.test(text.slice(at + 3, at + 4))) {
    at = skipSpace(text, at + 3);
  }
  return at;
}
