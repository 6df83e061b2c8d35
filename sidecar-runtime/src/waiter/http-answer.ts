import { comparable, concat, decodeBytes, encode, lowerCase, printable, SMALL } from './bytes.ts';
import { closed, OPEN, type Answer } from './answer.ts';
import { isWhole } from './http-end.ts';
import { accepts, SUCCESS, type Statuses } from './statuses.ts';

/** What is read of an answer at most, in bytes: as much as Node and most servers take for a header. */
export const ANSWER_LIMIT = 16_384;

/** How many lines a header may have, as each costs time. */
const MOST_LINES = 256;

const TAB = 0x09;
const LF = 0x0a;
const CR = 0x0d;
const SPACE = 0x20;
const ZERO = 0x30;
const COLON = 0x3a;
const DELETE = 0x7f;

/** How every answer begins. */
const START = encode('HTTP/1.');

/** How the names of the fields begin that are asked for. */
const OURS = encode('startgate-');

/** Status and header of a final answer. */
export interface HttpHead {
  readonly status: number;
  /** The fields `startgate-…`, with lower-case names; the values of a repeated name in order. */
  readonly headers: ReadonlyMap<string, readonly string[]>;
}

/** Takes an answer's bytes as they come. */
export class HttpAnswerReader {
  private bytes: Uint8Array | undefined;
  private searched = 0;
  private total = 0;
  private bodyStart: number | undefined;
  private whole: boolean | undefined;
  private comparable: string | undefined;
  /** What opens the gate. */
  readonly statuses: Statuses;

  constructor(statuses = SUCCESS) {
    this.statuses = statuses;
  }

  /**
   * Takes more bytes, until the head of the final answer is there.
   *
   * @returns the head, `garbage` if this is no HTTP or too long, or undefined if more is needed
   */
  push(chunk: Uint8Array): HttpHead | 'garbage' | undefined {
    let bytes = this.take(chunk);
    for (;;) {
      this.bytes = bytes;
      if (!startsLikeHttp(bytes)) return 'garbage';
      const end = this.endOfHead(bytes);
      if (end < 0) return this.total === ANSWER_LIMIT ? 'garbage' : undefined;
      const head = parseHead(bytes, end, this.statuses);
      // 1xx answers come before the real one; 101 would be the last, but nobody asked for it.
      if (head === undefined) return 'garbage';
      if (head.status >= 200 || head.status === 101) {
        this.bodyStart = end;
        return head;
      }
      bytes = bytes.subarray(end);
      this.searched = 0;
    }
  }

  /** Takes bytes that came behind the head; false beyond the limit. */
  pushBody(chunk: Uint8Array): boolean {
    this.bytes = this.take(chunk);
    this.whole = undefined;
    return this.total < ANSWER_LIMIT;
  }

  /** Whether the final answer has ended where it says so itself, and nothing has come behind it. */
  isWhole(): boolean {
    return (this.whole ??= this.bytes !== undefined && this.bodyStart !== undefined && isWhole(this.bytes, this.bodyStart));
  }

  /** Whether a chunk is the same answer once more, byte for byte. */
  isSame(chunk: Uint8Array): boolean {
    return this.bytes?.length === chunk.length && (this.comparable ??= comparable(this.bytes)) === comparable(chunk);
  }

  private take(chunk: Uint8Array): Uint8Array {
    const room = ANSWER_LIMIT - this.total;
    const taken = chunk.length > room ? chunk.subarray(0, room) : chunk;
    this.total += taken.length;
    return this.bytes === undefined ? taken : concat(this.bytes, taken);
  }

  /** Where the empty line ends, or -1. A line may end with LF alone (RFC 9112, section 2.2). */
  private endOfHead(bytes: Uint8Array): number {
    for (let i = bytes.indexOf(LF, this.searched); i >= 0; i = bytes.indexOf(LF, i + 1)) {
      const next = bytes[i + 1] === CR ? i + 2 : i + 1;
      if (bytes[next] === LF) return next + 1;
    }
    this.searched = Math.max(0, bytes.length - 3);
    return -1;
  }
}

/**
 * What an answer says about the gate. The header decides, never the body, which may be a stranger's.
 * Redirects are not followed: 3xx is closed, unless it is one of the statuses that open the gate.
 */
export function judge(head: HttpHead, statuses = SUCCESS): Answer {
  const success = accepts(statuses, head.status);
  if (head.headers.size === 0) return success ? OPEN : closed(`http ${head.status}`);
  const said = head.headers.get('startgate-status') ?? [];
  const reasons = head.headers.get('startgate-reason') ?? [];
  const reason = printable(reasons[0] ?? '');
  const words = reason === '' ? '' : `, ${reason}`;
  if (said.includes('failed')) return { state: 'failed', reason: `http ${head.status}${words}` };
  if (said.length === 0) return success ? OPEN : closed(`http ${head.status}`);
  if (success && said.every((status) => status === 'ready')) return { state: 'open', ours: true };
  const status = success ? `, status ${printable(said.find((other) => other !== 'ready') ?? '', 20)}` : '';
  return { state: 'closed', reason: `http ${head.status}${status}${words}`, ours: true };
}

function startsLikeHttp(bytes: Uint8Array): boolean {
  for (let i = 0; i < START.length && i < bytes.length; i++) if (bytes[i] !== START[i]) return false;
  return true;
}

/**
 * An answer that opens a gate must be well formed throughout; most others come from who gets ready, and are not looked at more than they
 * need.
 *
 * @param end where the empty line ends
 */
function parseHead(bytes: Uint8Array, end: number, statuses: Statuses): HttpHead | undefined {
  const status = parseStatus(bytes);
  if (status === undefined) return undefined;
  const strict = status < 300 || accepts(statuses, status);
  if (strict) {
    const nul = bytes.indexOf(0);
    if (nul >= 0 && nul < end) return undefined;
    // A CR that ends no line is a line end to some and a character to others (RFC 9112, section 2.2): not to be trusted.
    for (let at = bytes.indexOf(CR); at >= 0 && at < end; at = bytes.indexOf(CR, at + 1)) if (bytes[at + 1] !== LF) return undefined;
  }
  const headers = parseFields(bytes, end, strict);
  return headers === undefined ? undefined : { status, headers };
}

/** @see https://www.rfc-editor.org/rfc/rfc9112#section-4 */
function parseStatus(bytes: Uint8Array): number | undefined {
  const minor = bytes[7];
  if ((minor !== ZERO && minor !== ZERO + 1) || bytes[8] !== SPACE) return undefined;
  let status = 0;
  for (let i = 9; i < 12; i++) {
    const digit = (bytes[i] as number) - ZERO;
    if (digit < 0 || digit > 9) return undefined;
    status = 10 * status + digit;
  }
  const next = bytes[12];
  return (next === SPACE || next === CR || next === LF) && status >= 100 && status <= 599 ? status : undefined;
}

/** What is asked for of the fields, which must be well formed; if strict, all others too. */
function parseFields(bytes: Uint8Array, end: number, strict: boolean): HttpHead['headers'] | undefined {
  const headers = new Map<string, string[]>();
  let last: string[] | undefined;
  let at = bytes.indexOf(LF) + 1;
  let lines = 0;
  for (let next = bytes.indexOf(LF, at) + 1; next < end; next = bytes.indexOf(LF, at) + 1) {
    if (++lines > MOST_LINES) return undefined;
    const first = bytes[at];
    if (first === SPACE || first === TAB) {
      // A folded line (RFC 9112, section 5.2) belongs to the value before it.
      if (last === undefined) return undefined;
      const before = last.pop();
      if (before !== undefined) last.push(`${before} ${decodeBytes(bytes.subarray(at, next)).trim()}`.trim());
    } else {
      const ours = isOurs(bytes, at);
      const colon = ours || strict ? endOfName(bytes, at) : next;
      if (colon === at) return undefined;
      last = [];
      if (ours) {
        const name = lowerCase(decodeBytes(bytes.subarray(at, colon)));
        last = headers.get(name) ?? last;
        headers.set(name, last);
        last.push(decodeBytes(bytes.subarray(colon + 1, next)).trim());
      }
    }
    at = next;
  }
  return headers;
}

/** Where the colon behind a name is; where it begins, if it is none. */
function endOfName(bytes: Uint8Array, start: number): number {
  for (let at = start; ; at++) {
    const byte = bytes[at] as number;
    if (byte === COLON) return at;
    if (byte <= SPACE || byte >= DELETE) return start;
  }
}

function isOurs(bytes: Uint8Array, start: number): boolean {
  for (let i = 0; i < OURS.length; i++) if (((bytes[start + i] as number) | SMALL) !== OURS[i]) return false;
  return true;
}
