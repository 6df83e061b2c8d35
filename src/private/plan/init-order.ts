import { groupBy } from '../group-by';
import { type GraphEdge, OrderGraph } from './order-graph';

/**
 * The order of the init containers. The order of the manifest stays, unless a dependency contradicts it. Then the dependent
 * moves to the place right after its dependency, and no other container moves. An added container goes to the end, unless a present
 * container depends on it. Then the added container goes right before that container.
 *
 * @param present names of the present init containers, in their order
 * @param added names of the added init containers, in the order of their former places
 * @param edges of the whole Pod; the containers of a cycle keep a place too
 */
export function initOrder(present: readonly string[], added: readonly string[], edges: readonly GraphEdge[]): string[] {
  const among = new Set([...present, ...added]);
  const inner = edges.filter(({ dependent, dependency }) => among.has(dependent) && among.has(dependency));
  if (inner.length === 0) return [...among];
  const rank = new Map(added.map((name, index) => [name, index]));
  const byDependent = groupBy(inner, ({ dependent }) => dependent);
  const placed = new Set<string>();
  // added containers first, if possible: so each of them delays only its dependents
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

/** Each name right after its dependencies; the names of a cycle come last, in the given order. */
function dependenciesFirst(names: readonly string[], edges: readonly GraphEdge[]): Iterable<string> {
  if (names.length < 2) return names;
  return new Set([...new OrderGraph(names, edges).topologicalOrder(), ...names]);
}

/** The direct and indirect dependencies of a container among the given names, and the edges to them. */
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
