import type { Finding } from '../finding';
import type { ConditionName } from '../model';
import type { EdgeMechanism } from '../plan/mechanism-choice';
import type { ContainerRole } from '../pod-view';
import type { ResolvedCheck } from '../resolved-check';
import type { ExplainedStep } from './explained-step';

/** A start order as data for people and pictures: who starts when, behind which gates, what these are worth and what they cost. */
export interface Explanation {
  readonly kind: string;
  readonly name: string;
  /** `1.33`: the version that the mechanisms were chosen for, or are judged by. */
  readonly kubernetesVersion: string;
  /** In the order in which the kubelet creates them: init containers and native sidecars first. */
  readonly containers: readonly ExplainedContainer[];
  /** Names by wave: each container is in the first wave that comes after all that it waits for; init containers come one by one. */
  readonly waves: readonly (readonly string[])[];
  /** The containers of a cycle, and all behind them: they never start. */
  readonly never: readonly string[];
  readonly gates: readonly ExplainedGate[];
  /** What the order costs at the start of the Pod. */
  readonly costs: readonly ExplainedCost[];
  readonly findings: readonly Finding[];
}

export interface ExplainedContainer {
  readonly name: string;
  /** What it is in the Pod that runs. */
  readonly place: ContainerRole;
  /** What it is in the manifest that the order was declared for, where that is something else. */
  readonly movedFrom?: ContainerRole;
  /** Its command runs behind a guard that waits first. */
  readonly guarded: boolean;
  /** It is a step of a row. */
  readonly step?: ExplainedStep;
  /** 1 for the first; undefined when it never starts. */
  readonly wave?: number;
  /** What must be known of it and is no gate. */
  readonly notes: readonly string[];
}

/**
 * `closed`: no fault starts the dependent early; `open`: the faults that are listed do; `none`: it looks like a gate and holds nothing
 * back; `rejected`: a finding is an error, so that nothing can be promised.
 */
export type GateVerdict = 'closed' | 'open' | 'none' | 'rejected';

export interface ExplainedGate {
  /** The container that waits. */
  readonly dependent: string;
  /** The container that it waits for; where `outside` is true, the target of something that is no container of this Pod. */
  readonly dependency: string;
  readonly outside: boolean;
  readonly condition: ConditionName;
  /** How `healthy` is seen; undefined for another condition, and where no check can be found. */
  readonly check?: ExplainedCheck;
  readonly timeout: GateTimeout;
  readonly mechanism: EdgeMechanism;
  /** Who waits: `startgate`, `kubelet`, or the tool that was recognized, such as `wait4x`. */
  readonly waiter: string;
  readonly verdict: GateVerdict;
  /** What starts the dependent early; empty for a closed gate. */
  readonly faults: readonly string[];
  /** The verdict as a sentence. */
  readonly verdictText: string;
  /** When it opens, counted from readiness. */
  readonly opens: string;
  /** The same in milliseconds where it was measured: the median on a real kubelet; of two, the later one. */
  readonly opensAfterMs?: number;
  /** It gates again when the dependent alone is restarted. */
  readonly again: boolean;
  /** Where it can be read why it is closed. */
  readonly saidIn: string;
  readonly notes: readonly string[];
}

export interface ExplainedCheck {
  /** As a TARGET of the waiter: `http://localhost:8080/ready`. */
  readonly target: string;
  /** `command`: the tool that waits names it. */
  readonly source: ResolvedCheck['source'] | 'command';
}

export interface GateTimeout {
  /** Undefined: for ever, without a timeout. */
  readonly seconds?: number;
  /** What happens then; `fail`: the dependent does not start, and it is tried again. */
  readonly onTimeout?: 'fail' | 'continue';
  /** Nothing looks at a clock: the start itself is all that is waited for, or the end of an init container. */
  readonly clockless: boolean;
  /** A startup probe that the container has of its own gives this time. */
  readonly ownProbe: boolean;
}

export interface ExplainedCost {
  /** The containers that it comes from. */
  readonly containers: readonly string[];
  /** About so much for all of them; undefined when it costs something else than time. */
  readonly seconds?: number;
  readonly text: string;
}
