import { WAITER_NAME } from '../pod-names';
import { isInitGate } from './gate';
import type { PlannedContainer } from './plan';

/** An init container of ours that waits, for all at once, until earlier sidecars are ready. */
export interface PlannedWaiter {
  readonly name: string;
  /** The next init container; undefined if the regular containers come next. */
  readonly before?: string;
  /** The sidecars that the waiter waits for. */
  readonly sidecars: readonly PlannedContainer[];
}

/**
 * The waiters of a Pod: one before the regular containers, and one before each container of the init phase with a dependency
 * that no earlier waiter has waited for. The kubelet runs init containers one after another, so a gate that a waiter has passed
 * counts for all later containers.
 *
 * @param initOrder names of the init containers and native sidecars in their rendered order
 */
export function planWaiters(initOrder: readonly string[], byName: ReadonlyMap<string, PlannedContainer>): PlannedWaiter[] {
  const waited = new Set<string>();
  const waiters: PlannedWaiter[] = [];
  const add = (dependents: readonly PlannedContainer[], before?: string): void => {
    const needed = new Set<string>();
    for (const { waitsFor } of dependents) {
      for (const edge of waitsFor) if (isInitGate(edge) && !waited.has(edge.dependency)) needed.add(edge.dependency);
    }
    if (needed.size === 0) return;
    needed.forEach((name) => waited.add(name));
    const name = waiters.length === 0 ? WAITER_NAME : `${WAITER_NAME}-${waiters.length + 1}`;
    waiters.push({ name, before, sidecars: [...needed].sort().map((each) => byName.get(each)!) });
  };
  for (const name of initOrder) add([byName.get(name)!], name);
  add([...byName.values()].filter(({ placement }) => placement === 'regular'));
  return waiters;
}
