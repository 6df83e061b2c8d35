import { OrderGraph } from '../plan/order-graph';
import type { Plan } from '../plan/plan';

/**
 * The containers by wave, as the kubelet starts them: init containers and native sidecars one by one, the other containers after the last
 * of them. A container that waits behind a guard, or for another one's hook, is in a wave after what it waits for. Containers of a cycle,
 * and all behind them, are in none.
 */
export function startWaves({ graph, initOrder, regularOrder, edges }: Plan): string[][] {
  const last = initOrder.at(-1);
  const kubelet = [
    ...initOrder.slice(1).map((dependent, index) => ({ dependent, dependency: initOrder[index]! })),
    ...(last === undefined ? [] : regularOrder.map((dependent) => ({ dependent, dependency: last }))),
  ];
  // a name that stands twice is a fault of its own
  return new OrderGraph(graph.nodes, [...edges, ...kubelet.filter(({ dependent, dependency }) => dependent !== dependency)]).waves();
}
