/** The text of some bytes; undefined if the bytes are not UTF-8. A byte order mark is left out, unless it is to be kept. */
export function textOf(bytes: Uint8Array, { keepMark = false } = {}): string | undefined {
  try {
    return new TextDecoder('utf-8', { fatal: true, ignoreBOM: keepMark }).decode(bytes);
  } catch {
    return undefined;
  }
}
