/** What happens when a dependency is not fulfilled within its timeout. */
export enum OnTimeout {
  /**
   * The dependent does not start, and the kubelet tries again. Under `NATIVE` it is the sidecar that is restarted, for ever: a Job needs
   * `activeDeadlineSeconds` to fail.
   */
  FAIL = 'fail',

  /** Wait for ever. */
  BLOCK = 'block',

  /** Start the dependent anyway, and say so in its log. Only the guard and the postStart hook can do this. */
  CONTINUE = 'continue',
}
