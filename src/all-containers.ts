import type { DependencyOptions } from './dependency';
import { OrderedContainer } from './ordered-container';
import type { OrderDeclaration } from './private/declaration/order-declaration';

/** Every container of a Pod but its sidecars: what `StartOrder.all` returns. */
export class AllContainers {
  /** @internal */
  public static _of(declaration: OrderDeclaration): AllContainers {
    return new AllContainers(declaration);
  }

  private constructor(private readonly declaration: OrderDeclaration) {}

  /**
   * Declares that each container starts only when another container of the same Pod fulfils a condition.
   *
   * Synthesis applies the dependency to the containers and init containers of the final manifest, without native sidecars and containers
   * with `asSidecar`. Containers that `all` depends on, and their own dependencies, do not wait. If a container has its own dependency on
   * `other`, the options of that dependency count.
   *
   * @param other the container to wait for
   * @param options condition, timeout, what to do on timeout, mechanism
   * @returns these containers
   * @throws if `other` belongs to another order, if the same dependency was declared differently before, if the timeout is zero, or
   * if an option is misspelt or has a wrong type
   */
  public dependsOn(other: OrderedContainer, options: DependencyOptions = {}): AllContainers {
    OrderedContainer._all(this.declaration, other, options);
    return this;
  }
}
