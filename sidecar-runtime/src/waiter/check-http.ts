import { PlatformError, type Cancellation } from '../platform/platform.ts';
import { formatAuthority } from './address.ts';
import { answerOfError, closed, type Answer } from './answer.ts';
import { Deadline } from './cancel.ts';
import type { CheckContext } from './check-context.ts';
import { HttpAnswerReader, judge, type HttpHead } from './http-answer.ts';
import { encodeRequest } from './http-request.ts';
import type { Dialler } from './dial.ts';
import type { Gate } from './invocation.ts';

/** The longest time that the other side is asked to hold an answer, in seconds. */
const LONGEST_HOLD = 10;

/** Asks over HTTP/1.1, one connection a try. Once the other side was seen to speak our protocol, it is asked to hold its answer. */
export class HttpChecker {
  private readonly gate: Gate;
  private readonly context: CheckContext;
  private readonly open: Dialler;
  private ours = false;
  /** What was asked last, as it is asked mostly. */
  private request: { readonly hold: number; readonly bytes: Uint8Array } | undefined;

  constructor(gate: Gate, context: CheckContext, open: Dialler) {
    this.gate = gate;
    this.context = context;
    this.open = open;
  }

  /** Rejects with `ECANCELED` only. */
  async check(cancel: Cancellation): Promise<Answer> {
    const { requestTimeout } = this.gate.options;
    const hold = this.ours ? Math.max(0, Math.min(LONGEST_HOLD, Math.floor(this.context.remaining() / 1000))) : 0;
    // Whoever fails to answer is a stranger again, and gets short requests only.
    this.ours = false;
    const deadline = new Deadline(this.context.platform, hold * 1000 + requestTimeout, cancel);
    try {
      const stream = await this.open(deadline);
      const blocked = stream.write(this.encoded(hold));
      if (blocked !== undefined) await blocked;
      const reader = new HttpAnswerReader();
      for (;;) {
        const chunk = await stream.read();
        if (deadline.cancelled) throw new PlatformError('ECANCELED', 'cancelled');
        const answer = chunk === undefined ? closed('connection ended without an answer') : answerOf(reader.push(chunk));
        if (answer === undefined) continue;
        this.ours = answer.state === 'closed' && answer.ours === true;
        return answer;
      }
    } catch (error) {
      return answerOfError(deadline.failure ?? error, requestTimeout);
    } finally {
      deadline.end();
    }
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

function answerOf(head: HttpHead | 'garbage' | undefined): Answer | undefined {
  if (head === 'garbage') return closed('the answer is not HTTP/1, or its header is too long');
  return head === undefined ? undefined : judge(head);
}
