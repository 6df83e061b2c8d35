/** How serious a finding is. */
export enum Severity {
  /** The order can't be kept: synthesis fails. */
  ERROR = 'error',

  /** The order is kept, but has a surprising effect: synthesis writes the finding to stderr. */
  WARNING = 'warning',

  /** Good to know: synthesis writes nothing. */
  INFO = 'info',
}

/** What a rule found in one workload. */
export interface OrderFinding {
  /**
   * The id of the rule, for example `no-check`.
   *
   * @see https://github.com/startgate/cdk8s-startgate/blob/main/docs/rules.md
   */
  readonly rule: string;

  /** How serious the finding is. */
  readonly severity: Severity;

  /** The path of the construct, for example `shop/web/Resource`. */
  readonly path: string;

  /** What is wrong, where, and what was found. */
  readonly message: string;

  /** What to change. */
  readonly cure: string;

  /**
   * The container that the finding is about.
   *
   * @default - the whole Pod
   */
  readonly container?: string;

  /**
   * Why the finding does not count: the reason that `StartOrder.ignore` or an annotation gives.
   *
   * @default - the finding counts
   */
  readonly ignored?: string;
}
