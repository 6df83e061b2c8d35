import type { Metadata, PodSpec } from '../../src/private/manifest';

/** A Pod that a unit test has rendered. */
export interface RecordedPod {
  /** File and name of the test. */
  readonly test: string;
  /** Rules that call it invalid. */
  readonly errors: readonly string[];
  /** The containers that were there before the order was written. */
  readonly own: readonly string[];
  readonly metadata: Metadata;
  readonly spec: PodSpec;
}
