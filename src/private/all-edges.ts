import { edgeKey } from './edge-key';
import { groupBy } from './group-by';
import type { PodSpec } from './manifest';
import type { ContainerModel, EdgeModel, OrderModel } from './model';

/**
 * An order in which `all` is spelled out for a Pod: an edge for each container that is no sidecar. What `all` waits for, and what that
 * itself waits for, is left out, since it would wait for itself. An init container does not wait for what may be injected as a regular
 * container, which starts after it. An edge that is declared for a pair of containers is kept as it is.
 *
 * @param spec with the sidecars of the order in it
 */
export function withAllEdges(order: OrderModel, spec: PodSpec): OrderModel {
  const { all = [] } = order;
  if (all.length === 0) return order;
  const early = dependenciesOf(all.map(({ dependency }) => dependency), order.edges);
  const inits = (spec.initContainers ?? []).filter(({ restartPolicy }) => restartPolicy !== 'Always');
  const late = new Set([...inits, ...(spec.containers ?? [])].map(({ name }) => name)
    .filter((name) => !early.has(name) && order.containers.get(name)?.sidecar !== true));
  const declared = new Set(order.edges.map(edgeKey));
  const isInit = new Set(inits.map(({ name }) => name));
  const edges = [...late].flatMap((dependent) => all.map((edge): EdgeModel => ({ ...edge, dependent })))
    .filter((edge) => !declared.has(edgeKey(edge)))
    .filter(({ dependent, dependency }) => !(isInit.has(dependent) && mayStartLater(order.containers.get(dependency))));
  return { ...order, containers: withNames(order.containers, late), edges: [...order.edges, ...edges] };
}

function mayStartLater(container: ContainerModel | undefined): boolean {
  return container?.foreign?.kind === 'injected' && !container.foreign.native;
}

/** Containers, and all that they wait for. */
function dependenciesOf(names: readonly string[], edges: readonly EdgeModel[]): ReadonlySet<string> {
  const byDependent = groupBy(edges, ({ dependent }) => dependent);
  const found = new Set(names);
  // an iteration over a set includes members that are added meanwhile
  for (const name of found) {
    for (const { dependency } of byDependent.get(name) ?? []) found.add(dependency);
  }
  return found;
}

function withNames(known: ReadonlyMap<string, ContainerModel>, names: Iterable<string>): Map<string, ContainerModel> {
  const all = new Map(known);
  for (const name of names) if (!all.has(name)) all.set(name, { name });
  return all;
}
