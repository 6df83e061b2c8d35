/**
 * The state that a container must reach before another container may start.
 *
 * @see https://kubernetes.io/docs/concepts/workloads/pods/pod-lifecycle/#container-states
 */
export enum Condition {
  /** The process of the container has started. The container may not be ready yet. */
  STARTED = 'started',

  /**
   * The check of the container has succeeded: the check from `readyWhen`, else its own startup, readiness or liveness probe.
   * The container needs one of these.
   */
  HEALTHY = 'healthy',

  /**
   * The container has terminated, with any exit code. Both containers need the guard, and the Pod needs the restart policy
   * Never or OnFailure.
   */
  COMPLETED = 'completed',

  /**
   * The container has terminated with exit code 0. If every dependency on the container is `SUCCEEDED`, the container becomes a plain
   * init container, which needs nothing else. Otherwise the needs are those of `COMPLETED`.
   */
  SUCCEEDED = 'succeeded',
}
