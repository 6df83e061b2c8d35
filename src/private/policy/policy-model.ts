/** A policy as plain data: which workloads it selects, and what it adds to their orders. */
import type { OrderModel } from '../model';

/** A workload matches if it has one of each list that is given, and all of the labels. `*` stands for any text. */
export interface SelectorModel {
  readonly kinds?: readonly string[];
  readonly namespaces?: readonly string[];
  readonly names?: readonly string[];
  /** Of the workload or its Pod template. */
  readonly labels?: Readonly<Record<string, string>>;
  /** Names of containers. */
  readonly containers?: readonly string[];
  readonly images?: readonly string[];
}

export interface PolicyModel {
  /** As messages name it: `shop/mesh`. */
  readonly name: string;
  readonly select: SelectorModel;
  /** Sidecars, their checks, and dependencies; of every other setting it has none. */
  readonly adds: Pick<OrderModel, 'containers' | 'edges' | 'all' | 'sidecars'>;
}
