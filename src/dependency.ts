import type { Duration } from 'cdk8s';
import type { Condition } from './condition';
import type { Mechanism } from './mechanism';
import type { OnTimeout } from './on-timeout';

/** Options of `OrderedContainer.waitsFor`. */
export interface WaitOptions {
  /**
   * How long to wait: more than zero, at most 596 hours. A kubelet probe rounds up to whole seconds.
   *
   * @default Duration.seconds(60)
   */
  readonly timeout?: Duration;

  /**
   * What happens after the timeout.
   *
   * @default OnTimeout.FAIL
   */
  readonly onTimeout?: OnTimeout;

  /**
   * How this dependency is enforced.
   *
   * @default - the mechanism of the order (`StartOrder.configure`), else the best mechanism for the cluster
   */
  readonly mechanism?: Mechanism;

  /**
   * Wait again at every restart of the dependent container, not only at the start of the Pod. Needs the guard.
   *
   * @default false
   */
  readonly regate?: boolean;
}

/** Options of `OrderedContainer.dependsOn`. */
export interface DependencyOptions extends WaitOptions {
  /**
   * The state that the other container must reach.
   *
   * @default Condition.HEALTHY; Condition.SUCCEEDED if the other container is a plain init container
   */
  readonly condition?: Condition;

  /**
   * The other container may be absent from the Pod, as in a profile without the sidecar. An absent container is no gate and no error.
   *
   * @default false
   */
  readonly optional?: boolean;
}
