import { PlatformError, type Cancellation, type Child, type Platform } from '../platform/platform.ts';
import { Canceller } from './cancel.ts';
import { checkEnd } from './check-state.ts';
import { EXIT, exitCodeOf } from './exit-code.ts';
import type { ExecInvocation, Until } from './invocation.ts';
import type { Report } from './report.ts';
import { LOOK_AGAIN } from './schedule.ts';
import type { StopSignal } from './stop-signal.ts';
import type { StateCheck } from './target.ts';
import { terminate } from './time-limit.ts';
import { Watcher, watchedBy } from './watcher.ts';

/** What a supervisor needs beside its child. */
export interface SuperviseContext {
  readonly invocation: ExecInvocation;
  readonly report: Report;
  readonly stop: StopSignal;
  readonly onStart: () => void;
}

/**
 * Stays with a running command until it ends: hands every signal on to it, and stops it when the containers
 * that it serves have ended. Returns the exit code for ourselves.
 */
export async function supervise(platform: Platform, child: Child, context: SuperviseContext): Promise<number> {
  const { until } = context.invocation;
  const ended = new Canceller();
  const release = platform.signals.onSignal((signal) => child.kill(signal));
  context.stop.close();
  // One that came in while the command was being started was meant for it.
  if (context.stop.signal !== undefined) child.kill(context.stop.signal);
  context.onStart();
  const stopping = until === undefined ? Promise.resolve(false) : stopWhenEnded(platform, child, { ...context, until }, ended);
  // A bug that this trips over is thrown below, once the command has ended.
  stopping.catch(() => undefined);
  try {
    const exit = await child.exited;
    ended.cancel();
    return (await stopping) ? EXIT.OPEN : exitCodeOf(exit);
  } finally {
    release();
  }
}

/** @returns whether the command was told to stop, rather than ended by itself */
async function stopWhenEnded(
  platform: Platform, child: Child, context: SuperviseContext & { readonly until: Until }, ended: Cancellation,
): Promise<boolean> {
  const { until, invocation, report } = context;
  const lost = (reason: string): void => report.say({ event: 'state-lost', directory: invocation.state, reason });
  const all = await Promise.all(until.ends.map((end) => hasEnded(platform, invocation.state, end, ended, lost)));
  if (all.includes(false)) return false;
  report.say({ event: 'stopping', target: until.ends.map(({ container }) => container).join(' and ') });
  ended.onCancel(terminate(platform, child, until.grace, report));
  return true;
}

/**
 * A container that failed is looked at again: where it has to succeed, the kubelet starts it again. So is a state that can't be read:
 * the command is worth more than its end, so it runs on, and the reason is told once.
 */
async function hasEnded(
  platform: Platform, state: string, end: StateCheck, cancel: Cancellation, lost: (reason: string) => void,
): Promise<boolean> {
  const watcher = new Watcher(platform, watchedBy(end, state));
  let told: string | undefined;
  try {
    for (;;) {
      try {
        const answer = await checkEnd(platform, state, end);
        if (cancel.cancelled) return false;
        if (answer.state === 'open') return true;
        told = undefined;
      } catch (error) {
        if (!(error instanceof PlatformError)) throw error;
        if (cancel.cancelled) return false;
        if (error.message !== told) lost(error.message);
        told = error.message;
      }
      await watcher.pause(LOOK_AGAIN, cancel);
    }
  } finally {
    watcher.close();
  }
}
