/**
 * Reads the `wait` preference of a `Prefer` header.
 *
 * As the RFC asks: names are case-insensitive, of a preference that is given more than once the first counts,
 * parameters and unknown preferences are passed over, and what is malformed is treated as not given.
 * @param header the field value; several fields are one list, joined by commas
 * @returns whole seconds, or `undefined` when there is no valid `wait`
 * @see https://www.rfc-editor.org/rfc/rfc7240#section-2
 * @see https://www.rfc-editor.org/rfc/rfc7240#section-4.3
 */
export function preferredWait(header: string | null | undefined): number | undefined {
  if (header === null || header === undefined) return undefined;
  for (const element of splitOutsideQuotes(header, ',')) {
    const preference = splitOutsideQuotes(element, ';')[0] ?? '';
    const equals = preference.indexOf('=');
    const name = (equals < 0 ? preference : preference.slice(0, equals)).trim().toLowerCase();
    if (name === 'wait') return equals < 0 ? undefined : deltaSeconds(unquote(preference.slice(equals + 1).trim()));
  }
  return undefined;
}

/** @see https://www.rfc-editor.org/rfc/rfc9110#section-5.6.4 quoted-string */
function unquote(word: string): string {
  const inner = /^"((?:[^"\\]|\\.)*)"$/.exec(word)?.[1];
  return inner === undefined ? word : inner.replaceAll(/\\(.)/g, '$1');
}

/** @see https://www.rfc-editor.org/rfc/rfc9111#section-1.2.2 digits only; what is too large is clamped, not wrapped */
function deltaSeconds(word: string): number | undefined {
  return /^[0-9]+$/.test(word) ? Math.min(Number(word), 2 ** 31) : undefined;
}

function splitOutsideQuotes(text: string, separator: ',' | ';'): string[] {
  const parts: string[] = [];
  let start = 0;
  let quoted = false;
  for (let i = 0; i < text.length; i++) {
    const char = text[i];
    if (quoted && char === '\\') i++;
    else if (char === '"') quoted = !quoted;
    else if (char === separator && !quoted) {
      parts.push(text.slice(start, i));
      start = i + 1;
    }
  }
  parts.push(text.slice(start));
  return parts;
}
