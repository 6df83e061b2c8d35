import { groupBy } from '../group-by';
import { type GraphEdge, OrderGraph } from './order-graph';

/**
 * The order of the init containers. What the manifest orders stays ordered, unless a dependency contradicts it: then the dependent
 * moves back, just behind what it depends on, and nothing else moves. What is added goes behind those that are there, unless one of
 * these depends on it: then it goes in front of that one, and no further.
 *
 * @param present names that stand among the init containers already, in their order
 * @param added names that come to them, in the order in which they stand elsewhere
 * @param edges of the whole Pod; the containers of a cycle keep a place too
 */
export function initOrder(present: readonly string[], added: readonly string[], edges: readonly GraphEdge[]): string[] {
  const among = new Set([...present, ...added]);
  const inner = edges.filter(({ dependent, dependency }) => among.has(dependent) && among.has(dependency));
  if (inner.length === 0) return [...among];
  const rank = new Map(added.map((name, index) => [name, index]));
  const byDependent = groupBy(inner, ({ dependent }) => dependent);
  const placed = new Set<string>();
  // added ones first, where they can: so each of them holds back only what depends on it
  for (const name of dependenciesFirst([...added, ...present], inner)) {
    if (rank.has(name)) continue;
    const { names, walked } = neededBy(name, byDependent, (each) => rank.has(each) && !placed.has(each));
    names.sort((a, b) => rank.get(a)! - rank.get(b)!);
    for (const needed of dependenciesFirst(names, walked)) placed.add(needed);
    placed.add(name);
  }
  for (const name of dependenciesFirst(added.filter((each) => !placed.has(each)), inner)) placed.add(name);
  return [...placed];
}

/** Each name behind those that it depends on, and no further; those of a cycle come last, as they are given. */
function dependenciesFirst(names: readonly string[], edges: readonly GraphEdge[]): Iterable<string> {
  if (names.length < 2) return names;
  return new Set([...new OrderGraph(names, edges).topologicalOrder(), ...names]);
}

/** What a container depends on, also through others, among those that count; and the edges that lead there. */
function neededBy(
  root: string, byDependent: ReadonlyMap<string, readonly GraphEdge[]>, counts: (name: string) => boolean,
): { names: string[]; walked: GraphEdge[] } {
  const names = new Set([root]);
  const walked: GraphEdge[] = [];
  for (const name of names) {
    for (const edge of byDependent.get(name) ?? []) {
      if (!counts(edge.dependency)) continue;
      names.add(edge.dependency);
      walked.push(edge);
    }
  }
  names.delete(root);
  return { names: [...names], walked };
}
