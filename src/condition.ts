/**
 * What must be true of a container before another may start.
 *
 * @see https://kubernetes.io/docs/concepts/workloads/pods/pod-lifecycle/#container-states
 */
export enum Condition {
  /** The container's process has been started. Says nothing about its readiness. */
  STARTED = 'started',

  /**
   * The container's check has succeeded: the one given to `readyWhen`, else its own startup, readiness or liveness probe.
   * Needs one of these.
   */
  HEALTHY = 'healthy',

  /**
   * The container has ended, with any exit code. Needs the guard in both containers, and a Pod with
   * restart policy Never or OnFailure.
   */
  COMPLETED = 'completed',

  /**
   * The container has ended with exit code 0. When every dependency on it is `SUCCEEDED`, it becomes a plain init container,
   * which needs nothing else; otherwise the same holds as for `COMPLETED`.
   */
  SUCCEEDED = 'succeeded',
}
