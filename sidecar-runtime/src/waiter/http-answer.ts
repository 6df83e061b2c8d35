import { concat, consistsOf, decodeBytes, DIGITS, isPrintable, printable } from './bytes.ts';
import { closed, OPEN, type Answer } from './answer.ts';

/** What is read of an answer at most, in bytes. */
export const ANSWER_LIMIT = 65_536;

/** Status and header of a final answer. */
export interface HttpHead {
  readonly status: number;
  /** Lower-case names; the values of a repeated name in order. */
  readonly headers: ReadonlyMap<string, readonly string[]>;
}

/** Takes an answer's bytes as they come, until the head of the final answer is there. */
export class HttpAnswerReader {
  private bytes: Uint8Array = new Uint8Array(0);
  private searched = 0;
  private total = 0;

  /**
   * Takes more bytes.
   *
   * @returns the head, `garbage` if this is no HTTP or too long, or undefined if more is needed
   */
  push(chunk: Uint8Array): HttpHead | 'garbage' | undefined {
    const room = ANSWER_LIMIT - this.total;
    this.total += Math.min(chunk.length, room);
    const taken = chunk.length > room ? chunk.subarray(0, room) : chunk;
    this.bytes = this.bytes.length === 0 ? taken : concat(this.bytes, taken);
    for (;;) {
      if (!startsLikeHttp(this.bytes)) return 'garbage';
      const end = this.endOfHead();
      if (end < 0) return this.total === ANSWER_LIMIT ? 'garbage' : undefined;
      const head = parseHead(decodeBytes(this.bytes.subarray(0, end)));
      // 1xx answers come before the real one; 101 would be the last, but nobody asked for it.
      if (head === undefined || head.status >= 200 || head.status === 101) return head ?? 'garbage';
      this.bytes = this.bytes.subarray(end);
      this.searched = 0;
    }
  }

  /** Where the empty line ends, or -1. A line may end with LF alone (RFC 9112, section 2.2). */
  private endOfHead(): number {
    const { bytes } = this;
    for (let i = bytes.indexOf(0x0a, this.searched); i >= 0; i = bytes.indexOf(0x0a, i + 1)) {
      const next = bytes[i + 1] === 0x0d ? i + 2 : i + 1;
      if (bytes[next] === 0x0a) return next + 1;
    }
    this.searched = Math.max(0, bytes.length - 3);
    return -1;
  }
}

/**
 * What an answer says about the gate. The header decides, never the body, which may be a stranger's.
 * Redirects are not followed: 3xx is closed.
 */
export function judge(head: HttpHead): Answer {
  const said = head.headers.get('startgate-status') ?? [];
  const reasons = head.headers.get('startgate-reason') ?? [];
  const reason = printable(reasons[0] ?? '');
  const words = reason === '' ? '' : `, ${reason}`;
  if (said.includes('failed')) return { state: 'failed', reason: `http ${head.status}${words}` };
  const success = head.status >= 200 && head.status <= 299;
  if (success && said.every((status) => status === 'ready')) return OPEN;
  if (said.length === 0) return closed(`http ${head.status}`);
  const status = success ? `, status ${printable(said.find((other) => other !== 'ready') ?? '', 20)}` : '';
  return { state: 'closed', reason: `http ${head.status}${status}${words}`, ours: true };
}

function startsLikeHttp(bytes: Uint8Array): boolean {
  const start = 'HTTP/1.';
  for (let i = 0; i < Math.min(bytes.length, start.length); i++) if (bytes[i] !== start.charCodeAt(i)) return false;
  return true;
}

function parseHead(text: string): HttpHead | undefined {
  if (text.includes('\0')) return undefined;
  const lines = text.split('\n').map((line) => (line.endsWith('\r') ? line.slice(0, -1) : line));
  // A CR that ends no line is a line end to some and a character to others (RFC 9112, section 2.2): not to be trusted.
  if (lines.some((line) => line.includes('\r'))) return undefined;
  const status = parseStatus(lines[0] as string);
  if (status === undefined) return undefined;
  const headers = new Map<string, string[]>();
  let last: string[] | undefined;
  for (const line of lines.slice(1, -2)) {
    if (line.startsWith(' ') || line.startsWith('\t')) {
      // A folded line (RFC 9112, section 5.2) belongs to the value before it.
      if (last === undefined) return undefined;
      last.push(`${last.pop() as string} ${line.trim()}`.trim());
      continue;
    }
    const colon = line.indexOf(':');
    const name = line.slice(0, Math.max(colon, 0));
    if (name === '' || !isPrintable(name) || name.includes(' ')) return undefined;
    // The name is ASCII by now: no letter outside it can become one inside.
    const key = name.toLowerCase();
    last = headers.get(key) ?? [];
    headers.set(key, last);
    last.push(line.slice(colon + 1).trim());
  }
  return { status, headers };
}

/** @see https://www.rfc-editor.org/rfc/rfc9112#section-4 */
function parseStatus(line: string): number | undefined {
  const digits = line.slice(9, 12);
  const version = line.slice(0, 9);
  if ((version !== 'HTTP/1.1 ' && version !== 'HTTP/1.0 ') || digits.length !== 3 || !consistsOf(digits, DIGITS)) return undefined;
  const status = Number(digits);
  return (line.length === 12 || line[12] === ' ') && status >= 100 && status <= 599 ? status : undefined;
}
