import { formatEvent } from './event.ts';
import type { ExecInvocation } from './invocation.ts';
import type { Publisher } from './publisher.ts';
import type { Report } from './report.ts';
import type { Passage } from './run-wait.ts';

/** What each event begins with; the message says whose it is already. */
const PREFIX = 'startgate: ';

/** How a step ended, as its termination message says it. */
export interface StepOutcome {
  readonly outcome: 'succeeded' | 'failed' | 'skipped' | 'cancelled';
  readonly exitCode: number;
  readonly reason?: string;
  /** How long its command ran, in milliseconds. */
  readonly durationMs: number;
}

/** Leaves how a step ended where `kubectl get pod -o json` shows it; a command that is no step leaves nothing. */
export function leaveOutcome({ step, name }: ExecInvocation, report: Report, outcome: StepOutcome): void {
  if (step === true) report.leave(JSON.stringify({ step: name, ...outcome }));
}

/**
 * A step that never starts: those behind it are told, else they would wait for ever. One that is skipped because another failed
 * ends with 0, so that the Pod fails with the code of that one alone.
 *
 * @returns the exit code
 */
export function skipStep(passage: Extract<Passage, { readonly kind: 'stopped' }>, invocation: ExecInvocation, report: Report, publisher: Publisher): number {
  const why = passage.events?.[0];
  publisher.ended(passage.exitCode, false);
  const exitCode = why?.event === 'failed' ? 0 : passage.exitCode;
  leaveOutcome(invocation, report, why === undefined
    ? { outcome: 'cancelled', exitCode, reason: 'stopped by a signal', durationMs: 0 }
    : { outcome: 'skipped', exitCode, reason: formatEvent(why, 'text').slice(PREFIX.length), durationMs: 0 });
  return exitCode;
}
