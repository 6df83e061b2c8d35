import { PlatformError } from '../platform/platform.ts';
import { formatDuration } from './duration.ts';

/** What one try found. Reasons may be shown to anybody: they hold no stranger's text and no numbers that change. */
export type Answer =
  | {
      readonly state: 'open';
      /** The other side speaks our protocol. */
      readonly ours?: boolean;
    }
  | {
      readonly state: 'closed';
      readonly reason: string;
      /** The other side speaks our protocol, so it may be asked to hold its next answer. */
      readonly ours?: boolean;
      /** Nobody listens there yet. */
      readonly refused?: boolean;
      /** There is no such address here, so nobody can listen. */
      readonly absent?: boolean;
    }
  /** It will never be open: waiting on is of no use. */
  | { readonly state: 'failed'; readonly reason: string };

export const OPEN: Answer = { state: 'open' };

/** A closed gate and why. */
export function closed(reason: string): Answer {
  return { state: 'closed', reason };
}

const WORDS: Readonly<Record<string, string>> = {
  EACCES: 'permission denied',
  EADDRNOTAVAIL: 'address not available',
  EAFNOSUPPORT: 'address family not supported',
  EAI_AGAIN: 'no answer from a name server',
  ECONNREFUSED: 'connection refused',
  ECONNRESET: 'connection reset',
  EHOSTUNREACH: 'host unreachable',
  EMFILE: 'too many open files: raise the limit of the process (ulimit -n)',
  ENFILE: 'too many open files on the node',
  ENETUNREACH: 'network unreachable',
  ENOENT: 'not found',
  ENOTFOUND: 'host name not found',
  ENOTSUP: 'https needs the waiter on Node',
  EPIPE: 'connection reset',
};

/** What connecting fails with where the machine has no such address, as ::1 without IPv6. */
const ABSENT: readonly string[] = ['EADDRNOTAVAIL', 'EAFNOSUPPORT', 'ENETUNREACH'];

/**
 * The answer for a try that the system failed.
 *
 * @param requestTimeout milliseconds that the try had
 * @throws the error itself if it is none of the system, or the wait was cancelled
 */
export function answerOfError(error: unknown, requestTimeout: number): Answer {
  if (!(error instanceof PlatformError) || error.code === 'ECANCELED') throw error;
  if (error.code === 'ETIMEDOUT') return closed(`no answer within ${formatDuration(requestTimeout)}`);
  const reason = WORDS[error.code] ?? error.code;
  if (error.code === 'ECONNREFUSED') return { state: 'closed', reason, refused: true };
  return ABSENT.includes(error.code) ? { state: 'closed', reason, absent: true } : closed(reason);
}
