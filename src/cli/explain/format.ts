import type { Workload } from '../order/workload';
import type { ExplainedWorkload } from './model';

/** Writes explanations in one format. */
export interface ExplainFormat {
  /** It needs the manifests as well; else none is kept. */
  readonly showsManifests?: true;
  /**
   * Of all workloads together: what one workload needs is small.
   *
   * @param manifests of the workloads, in their order, if they were asked for
   * @param drawn is told how many workloads have been drawn, where that takes long
   */
  readonly write: (workloads: readonly ExplainedWorkload[], manifests: readonly Workload[], drawn: (count: number) => void) => string;
}
