import { PlatformError, type Cancellation } from '../platform/platform.ts';
import { formatAuthority } from './address.ts';
import { answerOfError, closed, type Answer } from './answer.ts';
import { Deadline } from './cancel.ts';
import type { CheckContext } from './check-context.ts';
import { HttpAnswerReader, judge } from './http-answer.ts';
import { encodeRequest } from './http-request.ts';
import type { Dialler } from './dial.ts';
import type { Gate } from './invocation.ts';
import { KeptConnection } from './kept-connection.ts';

/** The longest time that the other side is asked to hold an answer, in seconds. */
const LONGEST_HOLD = 10;

/** How long a connection is kept, in milliseconds: only a new one shows who listens there now. */
const KEPT_FOR = 1000;

/**
 * Asks over HTTP/1.1, at each try over a new connection. Once the other side has spoken our protocol, it is asked to hold its answer.
 * See docs/decisions/a-kept-connection-opens-nothing.md.
 */
export class HttpChecker {
  private readonly gate: Gate;
  private readonly context: CheckContext;
  private readonly open: Dialler;
  private ours = false;
  /** What was asked last, as it is asked mostly. */
  private request: { readonly hold: number; readonly bytes: Uint8Array } | undefined;
  private kept: KeptConnection | undefined;
  /** When a connection is kept again, after one that could not be used. */
  private keepsFrom = 0;

  constructor(gate: Gate, context: CheckContext, open: Dialler) {
    this.gate = gate;
    this.context = context;
    this.open = open;
  }

  /** Rejects with `ECANCELED` only. */
  async check(cancel: Cancellation): Promise<Answer> {
    this.drop();
    const { requestTimeout } = this.gate.options;
    const { platform } = this.context;
    const asked = platform.now();
    const hold = this.ours ? Math.max(0, Math.min(LONGEST_HOLD, Math.floor(this.context.remaining() / 1000))) : 0;
    // Whoever fails to answer is a stranger again, and gets short requests only.
    this.ours = false;
    const deadline = new Deadline(platform, hold * 1000 + requestTimeout, cancel);
    try {
      const stream = await this.open(deadline);
      const blocked = stream.write(this.encoded(hold));
      if (blocked !== undefined) await blocked;
      const reader = new HttpAnswerReader(this.gate.options.statuses);
      for (;;) {
        const chunk = await stream.read();
        if (deadline.cancelled) throw new PlatformError('ECANCELED', 'cancelled');
        if (chunk === undefined) return closed('connection ended without an answer');
        const head = reader.push(chunk);
        if (head === 'garbage') return closed('the answer is not HTTP/1, or its header is too long');
        if (head === undefined) continue;
        const answer = judge(head, reader.statuses);
        if (answer.state !== 'closed') return answer;
        this.ours = answer.ours === true;
        // Who takes longer than a connection is kept has no time for another answer over it.
        if (!this.ours && platform.now() >= this.keepsFrom && platform.now() - asked < KEPT_FOR) {
          this.kept = new KeptConnection(stream, deadline, reader, answer.reason);
        }
        return answer;
      }
    } catch (error) {
      return answerOfError(deadline.failure ?? error, requestTimeout);
    } finally {
      if (this.kept === undefined) deadline.end();
      // So no request over it takes longer than a request may.
      else deadline.begin(Math.min(KEPT_FOR, requestTimeout));
    }
  }

  /** Repeats the request over the connection of the last try, as long as the answer stays "not ready". */
  async repeat(pause: () => Promise<void>): Promise<void> {
    if (this.kept === undefined || (await this.kept.repeat(this.encoded(0), pause))) return;
    this.keepsFrom = this.context.platform.now() + KEPT_FOR;
  }

  /** Ends the connection of the last try. */
  drop(): void {
    this.kept?.end();
    this.kept = undefined;
  }

  private encoded(hold: number): Uint8Array {
    if (this.request?.hold !== hold) {
      this.request = { hold, bytes: encodeRequest({ ...this.place(), headers: this.gate.options.headers, ...(hold > 0 ? { hold } : {}) }) };
    }
    return this.request.bytes;
  }

  private place(): { readonly path: string; readonly host: string } {
    const { check } = this.gate.target;
    if (check.kind === 'http') return { path: check.path, host: formatAuthority(check.authority) };
    return { path: check.kind === 'unix' ? (check.http ?? '/') : '/', host: 'localhost' };
  }
}
