import { consistsOf, decodeBytes, DIGITS, lowerCase } from './bytes.ts';

const CRLF = '\r\n';
const LENGTH = 'content-length: ';
const HEXADECIMAL = `${DIGITS}abcdefABCDEF`;

/**
 * Whether an answer ends exactly where its bytes end, as its header says, so that its connection takes another request. Only the usual
 * headers are understood: with anything else it is unknown where the answer ends.
 *
 * @param bodyStart where its header ends
 * @see https://www.rfc-editor.org/rfc/rfc9112#section-6.3
 */
export function isWhole(bytes: Uint8Array, bodyStart: number): boolean {
  const [status = '', ...fields] = decodeBytes(bytes.subarray(0, bodyStart)).split(CRLF);
  if (!status.startsWith('HTTP/1.1 ') || fields.some(isBroken)) return false;
  const telling = fields.filter((field) => 'cCtT'.includes(field.slice(0, 1))).map(lowerCase);
  if (telling.some((field) => field.startsWith('connection') && field !== 'connection: keep-alive')) return false;
  const lengths = telling.filter((field) => field.startsWith('content-length') || field.startsWith('transfer-encoding'));
  const [length = ''] = lengths;
  if (lengths.length !== 1) return false;
  if (length === 'transfer-encoding: chunked') return isWholeInChunks(bytes, bodyStart);
  const digits = length.slice(LENGTH.length);
  return length === LENGTH + digits && consistsOf(digits, DIGITS) && Number(digits) === bytes.length - bodyStart;
}

/** A field that goes on in the next line, or has half of a line's end in it. */
function isBroken(field: string): boolean {
  return field.startsWith(' ') || field.startsWith('\t') || field.includes('\r') || field.includes('\n');
}

/**
 * Without trailers and extensions.
 *
 * @see https://www.rfc-editor.org/rfc/rfc9112#section-7.1
 */
function isWholeInChunks(bytes: Uint8Array, start: number): boolean {
  for (let at = start; ; ) {
    const digits = lineAt(bytes, at);
    if (digits === undefined || !consistsOf(digits, HEXADECIMAL)) return false;
    const size = Number(`0x${digits}`);
    const end = at + digits.length + CRLF.length + size;
    if (lineAt(bytes, end) !== '') return false;
    at = end + CRLF.length;
    if (size === 0) return at === bytes.length;
  }
}

const LF = 0x0a;

/** The text before the next CRLF, undefined if there is none. */
function lineAt(bytes: Uint8Array, start: number): string | undefined {
  const line = decodeBytes(bytes.subarray(start, bytes.indexOf(LF, start) + 1));
  return line.endsWith(CRLF) ? line.slice(0, -CRLF.length) : undefined;
}
