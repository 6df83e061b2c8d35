import type { Cancellation } from '../platform/platform.ts';
import { closed, OPEN, type Answer } from './answer.ts';
import { lowerCase } from './bytes.ts';
import type { Checker } from './checker.ts';

/** The addresses that `localhost` means; it is never looked up. */
export const LOOPBACK = ['127.0.0.1', '::1'] as const;

/** Whether a host is a name for the loopback addresses. */
export function isLocalhost(host: string): boolean {
  return lowerCase(host) === 'localhost';
}

/**
 * Asks both servers that `localhost` may be, at once: containers of a Pod share its loopback addresses, and the one that is waited
 * for may not be the one that listens first. See docs/decisions/localhost-is-two-servers.md.
 */
export class LocalhostChecker implements Checker {
  private readonly ipv4: Checker;
  private readonly ipv6: Checker;
  /** A sidecar that speaks our protocol has answered once. */
  private known = false;
  /** The one that was not ready at the last try. It keeps the gate closed, whatever the other one says, unless that is our sidecar. */
  private closing: Checker | undefined;

  constructor(ipv4: Checker, ipv6: Checker) {
    this.ipv4 = ipv4;
    this.ipv6 = ipv6;
  }

  /** Rejects with `ECANCELED` only. */
  async check(cancel: Cancellation): Promise<Answer> {
    this.closing = undefined;
    const [ipv4, ipv6] = await Promise.all([this.ipv4.check(cancel), this.ipv6.check(cancel)]);
    const ours = [ipv4, ipv6].filter(isOurs);
    if (ours.length > 0) {
      this.known = true;
      return ours.find(({ state }) => state === 'failed') ?? ours.find(({ state }) => state === 'closed') ?? OPEN;
    }
    this.closing = closes(ipv4) ? this.ipv4 : this.ipv6;
    if (isNobody(ipv4)) return isNobody(ipv6) ? ipv4 : this.word(ipv6);
    if (isNobody(ipv6)) return this.word(ipv4);
    if (ipv4.state === 'open') return ipv6.state === 'open' ? this.word(ipv4) : contradicted('127.0.0.1', '[::1]', ipv6.reason);
    return ipv6.state === 'open' ? contradicted('[::1]', '127.0.0.1', ipv4.reason) : ipv4;
  }

  /** Repeats the try of one of both. The next try hears a sidecar of ours on the other one. */
  async repeat(pause: () => Promise<void>): Promise<void> {
    for (const one of [this.ipv4, this.ipv6]) if (one !== this.closing) one.drop?.();
    await this.closing?.repeat?.(pause);
  }

  /** What a stranger says counts as long as no sidecar of ours was heard. */
  private word(answer: Answer): Answer {
    return this.known && answer.state === 'open' ? closed('the sidecar that answered before does not, and another server does') : answer;
  }
}

/** Only our protocol can say that a gate has failed. */
function isOurs(answer: Answer): boolean {
  return answer.state === 'failed' || answer.ours === true;
}

function closes(answer: Answer): boolean {
  return answer.state === 'closed' && !isNobody(answer);
}

function isNobody(answer: Answer): boolean {
  return answer.state === 'closed' && (answer.refused === true || answer.absent === true);
}

function contradicted(open: string, other: string, reason: string): Answer {
  return closed(`${open} is open, ${other} is not (${reason}): name one of them in place of localhost`);
}
