/** What happens to the later steps when a step fails. */
export enum OnError {
  /** The later steps are skipped, and the Pod fails with the exit code of the step. */
  STOP = 'stop',

  /**
   * The later steps run, and the container of the step ends with exit code 0. The exit code of the step is in its termination message,
   * and `When.exitCode` compares it.
   */
  CONTINUE = 'continue',
}
