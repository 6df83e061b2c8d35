import type { Entry } from './journal';

/** What a dependent must not start before. */
export interface Before {
  readonly dependent: string;
  readonly dependency: string;
  /** What its dependency has said before, in the same sandbox. */
  readonly event: string;
  /**
   * How much earlier the dependent may be, in nanoseconds: a guard publishes that its command was started, which on a busy machine
   * reaches its first instruction a little later. @default 0
   */
  readonly slack?: number;
}

/** Every start of a dependent whose dependency had not said so in the same sandbox of the Pod: whatever it said in an earlier one. */
export function startsBefore(entries: readonly Entry[], { dependent, dependency, event, slack = 0 }: Before): Entry[] {
  const said = entries.filter((entry) => entry.container === dependency && entry.event === event);
  const isBefore = (entry: Entry, start: Entry): boolean =>
    entry.pod === start.pod && entry.at <= start.at + slack && sandboxOf(entries, entry) === start.sandbox;
  return entries.filter((start) => start.container === dependent && start.event === 'started').filter((start) =>
    start.sandbox === undefined || !said.some((entry) => isBefore(entry, start)));
}

/** The first line of an attempt says it. */
function sandboxOf(entries: readonly Entry[], { pod, container, attempt }: Entry): string | undefined {
  return entries.find((entry) => entry.event === 'started' && entry.pod === pod && entry.container === container && entry.attempt === attempt)?.sandbox;
}

/** In how many sandboxes of a Pod a container's own process has started. */
export function sandboxesOf(entries: readonly Entry[], pod: string, container: string): number {
  return new Set(entries.filter((entry) => entry.pod === pod && entry.container === container && entry.event === 'started').map(({ sandbox }) => sandbox)).size;
}
