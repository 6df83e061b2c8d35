/** What happens when a dependency is not fulfilled within its timeout. */
export enum OnTimeout {
  /**
   * The dependent container does not start, and the kubelet tries again. Under `NATIVE` the kubelet restarts the sidecar for ever, so a Job
   * needs `activeDeadlineSeconds` to fail.
   */
  FAIL = 'fail',

  /** Wait for ever. */
  BLOCK = 'block',

  /** Start the dependent container anyway, with a line in its log. Only the guard and the postStart hook can do this. */
  CONTINUE = 'continue',
}
