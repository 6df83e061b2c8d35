/** The lowest severity of a finding that fails the synthesis. */
export enum FailOn {
  /** Errors fail the synthesis; warnings go to stderr. */
  ERROR = 'error',

  /** Warnings fail the synthesis too. */
  WARNING = 'warning',
}
