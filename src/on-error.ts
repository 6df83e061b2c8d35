/** What happens to those behind a step that fails. */
export enum OnError {
  /** They are skipped, and the Pod fails with the code of the step. */
  STOP = 'stop',

  /** They run, and the container of the step ends with 0. Its own code is in its termination message, and `When.exitCode` sees it. */
  CONTINUE = 'continue',
}
