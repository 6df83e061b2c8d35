import type { FailOn } from './fail-on';
import type { StartOrderOptions } from './start-order';

/** Options of `StartOrder.defaults`. */
export interface StartOrderDefaults extends StartOrderOptions {
  /**
   * The lowest severity of a finding that fails the synthesis. A silenced finding never does.
   *
   * @default FailOn.ERROR
   */
  readonly failOn?: FailOn;
}
