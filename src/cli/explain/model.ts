import type { Explanation } from '../../private/explanation/explanation-model';
import type { Reading } from '../order/reading';
import { explanationOfReading } from '../order/reading';
import { positionOf } from '../order/workload';
import type { Position } from '../read/document';

/** Version of the JSON that `explain --format json` writes. A field may come to it; what a field means never changes. */
export const EXPLAIN_VERSION = 1;

/** What `explain --format json` writes. */
export interface ExplainDocument {
  readonly version: typeof EXPLAIN_VERSION;
  readonly workloads: readonly ExplainedWorkload[];
}

/** One workload of a manifest with its start order, and where all of it stands. */
export interface ExplainedWorkload extends Explanation {
  readonly namespace?: string;
  /** `annotation`: declared with the library and rendered. `inferred`: what the kubelet and the tools in the manifest would do. */
  readonly origin: 'annotation' | 'inferred';
  readonly source: Source;
  /** Where each container stands, by its name. */
  readonly positions: Readonly<Record<string, Position>>;
}

export interface Source extends Position {
  readonly file: string;
  /** Counted from 1 within the file. */
  readonly document: number;
}

export function explainedWorkload(reading: Reading): ExplainedWorkload {
  const { workload, input } = reading;
  const { file, document } = workload.manifest;
  const explanation = explanationOfReading(reading);
  return {
    source: { file, document, ...positionOf(workload) },
    ...(workload.namespace === undefined ? {} : { namespace: workload.namespace }),
    origin: input.origin,
    ...explanation,
    positions: Object.fromEntries(explanation.containers.map(({ name }) => [name, positionOf(workload, name)])),
  };
}
