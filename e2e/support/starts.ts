import type { Entry } from './journal';

/** One start of a process that depends on another container. */
export interface Start {
  readonly pod: string;
  readonly attempt: number;
  readonly at: number;
  /** When what it waits for had become ready; undefined if it was not ready at that moment. */
  readonly readySince: number | undefined;
}

/**
 * Every start of a dependent's own process, and whether what it depends on was ready just then. Both say it themselves, on
 * one clock; a container says that it is ready before anybody can see it.
 */
export function startsOf(entries: readonly Entry[], dependent = 'app', dependency = 'sidecar'): Start[] {
  return entries
    .filter(({ container, event }) => container === dependent && event === 'started')
    .map(({ pod, attempt, at }) => {
      const ofDependency = entries.filter((entry) => entry.pod === pod && entry.container === dependency);
      return { pod, attempt, at, readySince: readySince(ofDependency, at) };
    });
}

/** The starts at which what they wait for was not ready. */
export function earlyStarts(starts: readonly Start[]): readonly Start[] {
  return starts.filter((start) => start.readySince === undefined);
}

function readySince(entries: readonly Entry[], at: number): number | undefined {
  // that it was asked says nothing of its state
  const before = entries.filter((entry) => entry.at <= at && entry.event !== 'asked').sort((a, b) => a.at - b.at);
  const last = before.at(-1);
  return last?.event === 'ready' ? last.at : undefined;
}
