import type { OrderGraph } from './order-graph';

/**
 * The order of the init containers: the manifest's own order is kept, and what a container depends on is pulled in front of it,
 * no further than needed.
 *
 * @param present names that stand among the init containers already, in their order
 * @param added names that come to them; each goes behind those that are there, unless one of these depends on it
 * @param graph of the whole Pod
 */
export function initOrder(present: readonly string[], added: readonly string[], graph: OrderGraph): string[] {
  const names = [...present, ...added];
  if (names.length < 2) return names;
  const among = new Set(names);
  const entered = new Set<string>();
  const done = new Set<string>();
  for (const root of names) {
    const walk = [root];
    for (let node = walk.at(-1); node !== undefined; node = walk.at(-1)) {
      if (!entered.has(node)) {
        entered.add(node);
        walk.push(...graph.dependenciesOf(node).filter((dependency) => among.has(dependency) && !entered.has(dependency)).reverse());
        continue;
      }
      walk.pop();
      done.add(node);
    }
  }
  return [...done];
}
