import { Mechanism } from '../../src';
import type { Entry } from '../support/journal';
import type { Gate } from './drawn-pod';
import { failsOpen } from './fails-open';

export interface Judged {
  /** Starts of a process whose gate fails closed. */
  readonly gated: number;
  /** Those of them at which the gate cannot have been open. */
  readonly early: readonly string[];
  /** Starts behind gates that fail open, while the other container was not ready: documented, and only counted. */
  readonly opened: number;
}

/**
 * Judges every start of a dependent in one Pod by what its dependency has said of itself until then.
 *
 * A gate that is passed once stays passed: what counts is that the other container has been ready at some time before, and for a
 * guard, which gates again, at some time since the process that was there before has ended.
 *
 * @param minor of the cluster
 */
export function judgeGate(entries: readonly Entry[], { dependent, dependency, mechanism }: Gate, minor: number): Judged {
  const own = of(entries, dependent);
  const times = readyTimes(of(entries, dependency));
  const starts = own.filter(({ event }) => event === 'started');
  // only a guard gates again
  const judged = mechanism === Mechanism.GUARD ? starts : starts.slice(0, 1);
  const early = judged.filter((start) => {
    const since = own.findLast(({ at }) => at < start.at)?.at ?? 0;
    return !times.some(({ from, to }) => from <= start.at && to >= since);
  });
  const words = early.map(({ attempt, at }) => `"${dependent}" (attempt ${attempt}, at ${at}) started while "${dependency}" was not ready`);
  return failsOpen(mechanism, minor) ? { gated: 0, early: [], opened: early.length } : { gated: judged.length, early: words, opened: 0 };
}

function of(entries: readonly Entry[], container: string): Entry[] {
  return entries.filter((entry) => entry.container === container).sort((a, b) => a.at - b.at);
}

/** From each `ready` to whatever the container said, or suffered, next. */
function readyTimes(entries: readonly Entry[]): { from: number; to: number }[] {
  return entries.flatMap(({ at, event }, index) => (event === 'ready' ? [{ from: at, to: entries[index + 1]?.at ?? Infinity }] : []));
}
