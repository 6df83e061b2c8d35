import { PlatformError, type Stream } from '../platform/platform.ts';
import type { Deadline } from './cancel.ts';
import { HttpAnswerReader, judge } from './http-answer.ts';

/**
 * A connection over which a server was not ready. The same request again can only confirm that: every other answer, and every fault, ends
 * the connection, and a new one decides. See docs/decisions/a-kept-connection-opens-nothing.md.
 */
export class KeptConnection {
  private readonly stream: Stream;
  private readonly deadline: Deadline;
  private readonly reason: string;
  private reader: HttpAnswerReader;

  /**
   * @param deadline ends the connection
   * @param reader has read the head of the answer
   * @param reason why the gate is closed, by that answer
   */
  constructor(stream: Stream, deadline: Deadline, reader: HttpAnswerReader, reason: string) {
    this.stream = stream;
    this.deadline = deadline;
    this.reader = reader;
    this.reason = reason;
  }

  /**
   * Repeats a request, a pause apart, until the answer is another one or the connection ends. Never rejects.
   *
   * @returns whether the answer was the same at least once
   */
  async repeat(request: Uint8Array, pause: () => Promise<void>): Promise<boolean> {
    let answered = false;
    try {
      while (this.isQuiet()) {
        const blocked = this.stream.write(request);
        if (blocked !== undefined) await blocked;
        const chunk = await this.stream.read();
        if (chunk === undefined || !(this.reader.isSame(chunk) || (await this.saysTheSame(chunk)))) break;
        answered = true;
        await pause();
      }
    } catch (error) {
      // A new connection tells whether the server is at fault.
      if (!(error instanceof PlatformError)) throw error;
    } finally {
      this.end();
    }
    return answered;
  }

  end(): void {
    // The kernel resets a connection that is closed with unread bytes, and servers log a reset.
    this.isQuiet();
    this.deadline.end();
  }

  /** Whether the last answer has come whole, and nothing after it: bytes that come before the request are no answer. */
  private isQuiet(): boolean {
    for (;;) {
      const more = this.stream.readNow();
      if (more === 'nothing') return this.reader.isWhole();
      if (more === undefined || !this.reader.pushBody(more)) return false;
    }
  }

  /** Reads an answer with other bytes, such as another date, to its end. */
  private async saysTheSame(first: Uint8Array): Promise<boolean> {
    const reader = new HttpAnswerReader(this.reader.statuses);
    this.reader = reader;
    let head = reader.push(first);
    while (head === undefined) {
      const more = await this.stream.read();
      if (more === undefined) return false;
      head = reader.push(more);
    }
    if (head === 'garbage') return false;
    const answer = judge(head, reader.statuses);
    if (answer.state !== 'closed' || answer.ours === true || answer.reason !== this.reason) return false;
    while (!reader.isWhole()) {
      const more = await this.stream.read();
      if (more === undefined || !reader.pushBody(more)) return false;
    }
    return true;
  }
}
