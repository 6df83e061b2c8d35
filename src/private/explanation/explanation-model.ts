import type { Finding } from '../finding';
import type { ConditionName } from '../model';
import type { EdgeMechanism } from '../plan/mechanism-choice';
import type { NodeRole } from '../pod-view';
import type { ResolvedCheck } from '../resolved-check';
import type { ExplainedStep } from './explained-step';

/** A start order as data for texts and pictures: when each container starts, its gates, their verdicts and their costs. */
export interface Explanation {
  readonly kind: string;
  readonly name: string;
  /** `1.33`: the version for which the mechanisms were chosen or are judged. */
  readonly kubernetesVersion: string;
  /** In the order in which the kubelet creates them: init containers and native sidecars first. */
  readonly containers: readonly ExplainedContainer[];
  /** Names by wave: each container is in the first wave after all its dependencies; each init container has a wave. */
  readonly waves: readonly (readonly string[])[];
  /** The containers of a cycle, and all that depend on them: they never start. */
  readonly never: readonly string[];
  readonly gates: readonly ExplainedGate[];
  /** The costs of the order at the start of the Pod. */
  readonly costs: readonly ExplainedCost[];
  readonly findings: readonly Finding[];
}

export interface ExplainedContainer {
  readonly name: string;
  /** The role in the running Pod; `injected`: it is added at admission. A target outside of the Pod is no container. */
  readonly place: NodeRole;
  /** The role in the manifest of the declaration, if different. */
  readonly movedFrom?: NodeRole;
  /** A guard waits before its command runs. */
  readonly guarded: boolean;
  /** The container is a step of a row. */
  readonly step?: ExplainedStep;
  /** 1 for the first wave; undefined if the container never starts. */
  readonly wave?: number;
  /** Important facts about the container that are no gates. */
  readonly notes: readonly string[];
}

/**
 * `closed`: no fault starts the dependent early; `open`: the listed faults do; `none`: looks like a gate, but delays
 * no container; `rejected`: a finding is an error, so there is no promise.
 */
export type GateVerdict = 'closed' | 'open' | 'none' | 'rejected';

export interface ExplainedGate {
  /** The container that waits. */
  readonly dependent: string;
  /** The container that the dependent waits for; if `outside` is true, a target outside the containers of this Pod. */
  readonly dependency: string;
  readonly outside: boolean;
  readonly condition: ConditionName;
  /** The check for `healthy`; undefined for another condition, or without a known check. */
  readonly check?: ExplainedCheck;
  readonly timeout: GateTimeout;
  readonly mechanism: EdgeMechanism;
  /** The program that waits: `startgate`, `kubelet`, or a recognized tool, such as `wait4x`. */
  readonly waiter: string;
  readonly verdict: GateVerdict;
  /** The faults that start the dependent early; empty for a closed gate. */
  readonly faults: readonly string[];
  /** The verdict as a sentence. */
  readonly verdictText: string;
  /** When the gate opens, counted from readiness. */
  readonly opens: string;
  /** The same in milliseconds, if measured: the median on a real kubelet; of two, the later one. */
  readonly opensAfterMs?: number;
  /** The gate closes again when only the dependent is restarted. */
  readonly again: boolean;
  /** Where the reason for a closed gate is shown. */
  readonly saidIn: string;
  readonly notes: readonly string[];
}

export interface ExplainedCheck {
  /** As a TARGET of the waiter: `http://localhost:8080/ready`. */
  readonly target: string;
  /** `command`: the command line of a tool has the check. */
  readonly source: ResolvedCheck['source'] | 'command';
}

export interface GateTimeout {
  /** Undefined: for ever, without a timeout. */
  readonly seconds?: number;
  /** What happens after the timeout; `fail`: the dependent does not start, and the kubelet tries again. */
  readonly onTimeout?: 'fail' | 'continue';
  /** Without a clock: the gate waits only for a start, or for the end of an init container. */
  readonly clockless: boolean;
  /** The container's own startup probe sets this time. */
  readonly ownProbe: boolean;
}

export interface ExplainedCost {
  /** The containers that cause the cost. */
  readonly containers: readonly string[];
  /** The approximate time for all of them; undefined if the cost is not time. */
  readonly seconds?: number;
  readonly text: string;
}
