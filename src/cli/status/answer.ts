import { oneLine } from './human-text';
import { lastEvent, type LiveEvent } from './live-event';
import type { Situation } from './situation';
import { readWaiterWords } from './waiter-words';

/** The last answer at a gate, and how long ago it came. */
export interface Answer {
  readonly answer: string | undefined;
  readonly answerAgoMs: number | undefined;
}

export const NO_ANSWER: Answer = { answer: undefined, answerAgoMs: undefined };

const PROBES = { startup: /^Startup probe (?:failed|errored(?: and resulted in unknown state)?): /u, readiness: /^Readiness probe (?:failed|errored(?: and resulted in unknown state)?): /u };

/** What the kubelet's probe heard, since this container has been running. */
export function probeAnswer({ container, events, now }: Situation, probe: keyof typeof PROBES, since: number | undefined): Answer {
  const failures = events.filter(({ message }) => PROBES[probe].test(message));
  const event = lastEvent(failures, container.name, ['Unhealthy', 'ProbeWarning'], since);
  return event === undefined ? NO_ANSWER : answerOf(event, event.message.replace(PROBES[probe], ''), now);
}

export function eventAnswer(event: LiveEvent | undefined, now: number): Answer {
  return event === undefined ? NO_ANSWER : answerOf(event, event.message, now);
}

function answerOf(event: LiveEvent, text: string, now: number): Answer {
  return { answer: waiterAnswer(text) ?? oneLine(text), answerAgoMs: event.at === undefined ? undefined : Math.max(0, now - event.at) };
}

/** The waiter's own words, where a text holds some: `proxy: HTTP 503`. */
export function waiterAnswer(text: string): string | undefined {
  const { closed } = readWaiterWords(text);
  if (closed.size === 0) return undefined;
  return oneLine([...closed].map(([target, reason]) => `${target}: ${reason}`).join('; '));
}
