import type { Duration } from 'cdk8s';
import type { Condition } from './condition';
import type { Mechanism } from './mechanism';
import type { OnTimeout } from './on-timeout';

/** Options of `OrderedContainer.dependsOn`. */
export interface DependencyOptions {
  /**
   * What must be true of the other container.
   *
   * @default Condition.HEALTHY; Condition.SUCCEEDED if the other one is a plain init container
   */
  readonly condition?: Condition;

  /**
   * How long to wait. More than zero, at most 596 hours; a kubelet probe counts whole seconds, rounded up.
   *
   * @default Duration.seconds(60)
   */
  readonly timeout?: Duration;

  /**
   * What happens when the time is over.
   *
   * @default OnTimeout.FAIL
   */
  readonly onTimeout?: OnTimeout;

  /**
   * How this dependency is enforced.
   *
   * @default - the mechanism of the order (`StartOrder.configure`), else the best for the cluster
   */
  readonly mechanism?: Mechanism;

  /**
   * Wait again at every restart of the dependent, not only at the start of the Pod. Needs the guard.
   *
   * @default false
   */
  readonly regate?: boolean;

  /**
   * The other container may be absent from the Pod, as in a profile without the sidecar: then there is no gate and no error.
   *
   * @default false
   */
  readonly optional?: boolean;
}
