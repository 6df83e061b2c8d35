import type { Paint } from '../colours';
import type { LocatedFinding } from './checked';
import type { Summary } from './summary';

/** Writes findings in one format. */
export interface CheckFormat {
  readonly write: (findings: readonly LocatedFinding[], summary: Summary, paint: Paint) => string;
}
