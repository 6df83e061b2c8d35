import { withoutControls } from './bytes.ts';
import { formatDuration } from './duration.ts';
import type { LogFormat } from './invocation.ts';
import type { OnTimeout } from './options.ts';

/**
 * What a waiter or guard has to say. Numbers that change stay out of everything that can end up in a Pod event,
 * so that equal events add up there; only a success tells its time.
 */
export type Event =
  | { readonly event: 'closed'; readonly target: string; readonly reason: string }
  | { readonly event: 'open'; readonly target: string }
  | { readonly event: 'failed'; readonly target: string; readonly reason: string; readonly then: 'fail' | 'continue' }
  | { readonly event: 'timeout'; readonly target: string; readonly reason: string; readonly timeoutMs: number; readonly then: OnTimeout }
  | { readonly event: 'all-open'; readonly waitedMs: number }
  | { readonly event: 'disabled'; readonly reason: string }
  | { readonly event: 'signal'; readonly signal: number }
  | { readonly event: 'command-failed'; readonly command: string; readonly reason: string }
  | { readonly event: 'skipped'; readonly reason: string }
  | { readonly event: 'step-failed'; readonly reason: string }
  | { readonly event: 'step-timeout'; readonly timeoutMs: number }
  | { readonly event: 'stopping'; readonly target: string }
  | { readonly event: 'killing'; readonly graceMs: number }
  | { readonly event: 'state-lost'; readonly directory: string; readonly reason: string };

const THEN: Readonly<Record<OnTimeout, string>> = { fail: 'giving up', block: 'waiting on', continue: 'going on without it' };

/** One line, without its end. */
export function formatEvent(event: Event, format: LogFormat): string {
  return withoutControls(format === 'json' ? JSON.stringify(event) : `startgate: ${sentence(event)}`);
}

function sentence(event: Event): string {
  switch (event.event) {
    case 'closed':
      return `waiting for ${event.target}: ${event.reason}`;
    case 'open':
      return `${event.target} is open`;
    case 'failed':
      return `${event.target} failed: ${event.reason}; ${THEN[event.then]}`;
    case 'timeout':
      return `${event.target} is still closed after ${formatDuration(event.timeoutMs)}: ${event.reason}; ${THEN[event.then]}`;
    case 'all-open':
      return `all gates are passed after ${event.waitedMs} ms`;
    case 'disabled':
      return `disabled, every gate is open: ${event.reason}`;
    case 'signal':
      return `ended by signal ${event.signal} while waiting`;
    case 'command-failed':
      return `can't run "${event.command}": ${event.reason}`;
    case 'skipped':
      return `skipped: ${event.reason}`;
    case 'step-failed':
      return `the step failed: ${event.reason}`;
    case 'step-timeout':
      return `the command still runs after ${formatDuration(event.timeoutMs)}: stopping it`;
    case 'stopping':
      return `${event.target} ended: stopping the command`;
    case 'killing':
      return `the command still runs ${formatDuration(event.graceMs)} after SIGTERM: killing it`;
    case 'state-lost':
      return `can't use the state in "${event.directory}": ${event.reason}`;
  }
}
