import type { ExplainedCost, ExplainedGate } from '../../private/explanation/explanation-model';
import type { Finding } from '../../private/finding';
import type { OrderModel } from '../../private/model';
import type { PodTemplate } from '../../private/pod-template';
import type { Path } from '../read/document';

/** A finding of a manifest. */
export interface PlacedFinding extends Finding {
  /** The way to it from the object, where it is no container. */
  readonly path?: Path;
}

/** The key of the gate between two containers; a guard may stand beside what the kubelet does. */
export function gateKey(dependent: string, dependency: string, mechanism: string | undefined): string {
  return `${dependent} ${dependency} ${mechanism === 'guard' ? mechanism : ''}`;
}

/** What a manifest says of its order, in the terms of a plan. */
export interface OrderInput {
  /** `annotation`: we rendered it, and it says what was declared. `inferred`: what the kubelet and the tools in it would do. */
  readonly origin: 'annotation' | 'inferred';
  /** The Pod without what the gates brought into it, so that a plan can be made for it. */
  readonly template: PodTemplate;
  readonly order: OrderModel;
  /** What is known better of a gate than a plan tells, by `gateKey`; made on demand, because `check` does not need it. */
  readonly known: ReadonlyMap<string, () => ExplainedGate>;
  /** Gates that no plan has: on what is outside of the Pod, and those that hold nothing back. */
  readonly more: readonly (() => ExplainedGate)[];
  /** What must be known of a container, by its name. */
  readonly notes: ReadonlyMap<string, readonly string[]>;
  /** What it costs at the start of the Pod; undefined: what the plan tells. */
  readonly costs?: readonly ExplainedCost[];
  /** What is wrong with what is written there. */
  readonly findings: readonly PlacedFinding[];
}
