import type { ExplainedCost, ExplainedGate } from '../../private/explanation/explanation-model';
import type { Finding } from '../../private/finding';
import type { OrderModel } from '../../private/model';
import type { PodTemplate } from '../../private/pod-template';
import type { Path } from '../read/document';

/** A finding of a manifest. */
export interface PlacedFinding extends Finding {
  /** The path from the object, if the finding is not about a container. */
  readonly path?: Path;
}

/** The key of the gate between two containers; a guard may exist beside a gate of the kubelet. */
export function gateKey(dependent: string, dependency: string, mechanism: string | undefined): string {
  return `${dependent} ${dependency} ${mechanism === 'guard' ? mechanism : ''}`;
}

/** The order of a manifest, in the terms of a plan. */
export interface OrderInput {
  /** `annotation`: the library rendered the declared order. `inferred`: the behaviour of the kubelet and of tools in the Pod. */
  readonly origin: 'annotation' | 'inferred';
  /** The Pod without the additions of the gates, as the input of a plan. */
  readonly template: PodTemplate;
  readonly order: OrderModel;
  /** Gates with more facts than a plan has, by `gateKey`; computed on demand, because `check` does not need them. */
  readonly known: ReadonlyMap<string, () => ExplainedGate>;
  /** Gates that no plan has: on targets outside of the Pod, and those that delay no container. */
  readonly more: readonly (() => ExplainedGate)[];
  /** Important facts about a container, by its name. */
  readonly notes: ReadonlyMap<string, readonly string[]>;
  /** The costs at the start of the Pod; undefined: the costs of the plan. */
  readonly costs?: readonly ExplainedCost[];
  /** Errors in the manifest. */
  readonly findings: readonly PlacedFinding[];
}
