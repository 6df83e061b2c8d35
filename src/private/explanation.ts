import { probeBudgetSeconds } from './check-probe';
import { targetText } from './check-target';
import { type ExplainedStep, explainedStep } from './explained-step';
import type { Finding } from './finding';
import type { EdgeMechanism } from './mechanism-choice';
import { factsOf } from './mechanism-facts';
import type { ConditionName } from './model';
import type { Plan, PlannedContainer, PlannedEdge } from './plan';
import { INSTALLER_NAME } from './pod-names';
import type { ContainerRole } from './pod-view';
import { keepsOwnProbe, nativeGates } from './render/native';
import { isResolved, PROBE_FIELDS, type ResolvedCheck } from './resolved-check';
import { startedByProbe } from './rules/rendered-startup-probe';
import { withoutPromises } from './rejected';
import { startWaves } from './start-waves';

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
  /** The same in milliseconds where it was measured: the median on a real kubelet. */
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
  /** Undefined: for ever, however long it takes. */
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

/** What is known of a plan, as data. */
export function explanationOf(name: string, plan: Plan, findings: readonly Finding[]): Explanation {
  const waves = startWaves(plan);
  const waveOf = new Map(waves.flatMap((names, index) => names.map((each) => [each, index + 1] as const)));
  return withoutPromises({
    kind: plan.pod.outline.kind,
    name,
    kubernetesVersion: `1.${plan.minor}`,
    containers: [...plan.initOrder, ...plan.regularOrder].map((each) => explainedContainer(plan.byName.get(each)!, waveOf.get(each))),
    waves,
    never: plan.graph.nodes.filter((each) => !waveOf.has(each)),
    gates: plan.edges.map((edge) => explainedGate(edge, plan)),
    costs: costsOf(plan),
    findings,
  });
}

function explainedContainer(planned: PlannedContainer, wave: number | undefined): ExplainedContainer {
  const { name, placement, role, guarded } = planned;
  const step = explainedStep(planned.declared);
  return {
    name, place: placement, ...(placement === role ? {} : { movedFrom: role }), guarded, ...(step === undefined ? {} : { step }),
    ...(wave === undefined ? {} : { wave }), notes: notesOf(planned),
  };
}

/** To the kubelet a container that waits behind its guard runs. */
function notesOf(planned: PlannedContainer): string[] {
  const probes = planned.placement === 'init' || !planned.waitsFor.some(({ mechanism }) => mechanism === 'guard')
    ? [] : PROBE_FIELDS.filter((field) => planned.container[field] !== undefined);
  return probes.length === 0 ? [] : [`its ${probes.join(', ')} ${probes.length === 1 ? 'counts' : 'count'} while the guard still waits`];
}

function explainedGate(edge: PlannedEdge, plan: Plan): ExplainedGate {
  const { dependent, condition, mechanism } = edge;
  const dependency = plan.byName.get(edge.dependency)!;
  const { check } = dependency;
  const kubelet = mechanism === 'native' || mechanism === 'order' || (mechanism === 'post-start' && condition === 'started');
  return {
    dependent,
    dependency: edge.dependency,
    outside: false,
    condition,
    ...(condition === 'healthy' && check !== undefined && isResolved(check) ? { check: { target: targetText(check.check), source: check.source } } : {}),
    timeout: timeoutOf(edge, dependency),
    mechanism,
    waiter: kubelet ? 'kubelet' : 'startgate',
    ...factsOf(edge, dependency, plan),
  };
}

/** A plain init container has no timeout: the kubelet waits for its end. A probe that is kept has its own. */
function timeoutOf({ mechanism, condition, onTimeout, timeoutMs }: PlannedEdge, dependency: PlannedContainer): GateTimeout {
  const probe = mechanism === 'native' && (condition === 'started' || keepsOwnProbe(dependency)) ? startedByProbe(dependency) : undefined;
  if (probe !== undefined) {
    const seconds = probeBudgetSeconds(probe);
    return { ...(seconds === Infinity ? {} : { seconds, onTimeout: 'fail' }), clockless: false, ownProbe: true };
  }
  if (mechanism === 'order' || (mechanism !== 'guard' && condition === 'started')) return { clockless: true, ownProbe: false };
  return { ...(onTimeout === 'block' ? {} : { seconds: timeoutMs / 1000, onTimeout }), clockless: false, ownProbe: false };
}

/** What the order adds to the start of the Pod. */
function costsOf(plan: Plan): ExplainedCost[] {
  const phases = plan.initOrder.filter((name) => addsPhase(plan.byName.get(name)!));
  const hooked = [...new Set(plan.edges.filter(({ mechanism, condition }) => mechanism === 'post-start' && condition === 'healthy').map(({ dependency }) => dependency))];
  return [
    ...(plan.installs ? [{
      containers: [INSTALLER_NAME], seconds: 1,
      text: `${INSTALLER_NAME} brings the waiter from ${plan.order.runtimeImage ?? ''}: about 1 s; an image that carries it costs nothing (waiterPath)`,
    }] : []),
    ...phaseCost(phases),
    ...hookCost(hooked),
  ];
}

/** A step of the init containers that would not be there, or would pass at once, without the order. */
function addsPhase(planned: PlannedContainer): boolean {
  return planned.role === 'regular' || nativeGates(planned).length > 0;
}

/** What the steps of the init phase cost. */
export function phaseCost(phases: readonly string[]): ExplainedCost[] {
  return phases.length === 0 ? [] : [{
    containers: phases, seconds: phases.length,
    text: `${phases.join(', ')}: about 1 s${phases.length > 1 ? ' each, one after another' : ''}; all that stands behind waits too`,
  }];
}

/** What hooks that wait cost. */
export function hookCost(hooked: readonly string[]): ExplainedCost[] {
  return hooked.length === 0 ? [] : [{ containers: hooked, text: 'while a postStart hook waits the Pod has no IP and no logs, and can\'t be deleted' }];
}
