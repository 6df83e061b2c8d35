import { OrderGraph } from '../plan/order-graph';
import type { Plan } from '../plan/plan';

/**
 * The containers by wave, as the kubelet starts them: init containers and native sidecars one by one, then the other containers.
 * A container that waits with a guard, or for the hook of another container, is in a wave after its dependencies. Containers of a cycle,
 * and all that depend on them, are in no wave.
 */
export function startWaves({ graph, initOrder, regularOrder, edges }: Plan): string[][] {
  const last = initOrder.at(-1);
  const kubelet = [
    ...initOrder.slice(1).map((dependent, index) => ({ dependent, dependency: initOrder[index]! })),
    ...(last === undefined ? [] : regularOrder.map((dependent) => ({ dependent, dependency: last }))),
  ];
  // another rule reports a duplicate name
  return new OrderGraph(graph.nodes, [...edges, ...kubelet.filter(({ dependent, dependency }) => dependent !== dependency)]).waves();
}
