import { edgeKey } from './edge-key';
import type { EdgeModel, OrderModel } from './model';
import type { PodView } from './pod-view';

/** The dependencies that are optional and on a container that the Pod does not have, by name: there is no gate for them. */
export function absentOptional({ order, pod }: { readonly order: OrderModel; readonly pod: PodView }): EdgeModel[] {
  return order.edges
    .filter(({ optional, dependent, dependency }) => optional === true && pod.byName.has(dependent) && !pod.byName.has(dependency))
    .sort((a, b) => (edgeKey(a) < edgeKey(b) ? -1 : 1));
}
