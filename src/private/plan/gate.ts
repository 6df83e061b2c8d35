import { type Hold, knownSidecar } from '../injectors';
import { isResolved, PROBE_FIELDS, type ResolvedCheck } from '../resolved-check';
import { asksForAnEnd } from './filled-edge';
import type { Plan, PlannedContainer, PlannedEdge } from './plan';

/** A dependency that waits for a check, with both containers. */
export interface Gate {
  readonly edge: PlannedEdge;
  readonly dependent: PlannedContainer;
  readonly dependency: PlannedContainer;
  readonly resolved: ResolvedCheck;
}

/** Every dependency whose gate is opened by a check. Other rules judge dependencies without a visible check. */
export function gatesOf(plan: Plan): Gate[] {
  const gates: Gate[] = [];
  for (const edge of plan.edges) {
    if (!waitsForCheck(edge)) continue;
    const dependency = plan.byName.get(edge.dependency)!;
    if (dependency.check === undefined || !isResolved(dependency.check)) continue;
    gates.push({ edge, dependent: plan.byName.get(edge.dependent)!, dependency, resolved: dependency.check });
  }
  return gates;
}

/** The names of the containers that wait for a check of this container. */
export function healthDependents(planned: PlannedContainer): string[] {
  return planned.awaitedBy.filter(waitsForCheck).map((edge) => edge.dependent);
}

/** Whether anything waits for a check of this container. */
export function hasHealthDependents(planned: PlannedContainer): boolean {
  return planned.awaitedBy.some(waitsForCheck);
}

function waitsForCheck(edge: PlannedEdge): boolean {
  return edge.condition === 'healthy' && edge.mechanism !== 'order';
}

/** Where a check comes from: the declared check, or a probe of the container. */
export function checkText(planned: PlannedContainer): string {
  const { name, declared, container, check } = planned;
  if (declared.check !== undefined) return `the check of "${name}"`;
  const field = check !== undefined && isResolved(check)
    ? check.source
    : PROBE_FIELDS.find((candidate) => container[candidate] !== undefined);
  return `the ${field ?? 'probe'} of "${name}"`;
}

/** A dependent waits until this container has ended, so this container ends. */
export function awaitedToEnd({ awaitedBy }: PlannedContainer): boolean {
  return awaitedBy.some(asksForAnEnd);
}

/** The edges that a startup probe of this container closes. */
export function nativeGates(planned: PlannedContainer): PlannedEdge[] {
  return planned.awaitedBy.filter(isNativeGate);
}

export function isNativeGate({ condition, mechanism }: Pick<PlannedEdge, 'condition' | 'mechanism'>): boolean {
  return condition === 'healthy' && (mechanism === 'native' || mechanism === 'native-waiter');
}

/** The annotation that asks the injector of this container to hold its dependents; undefined if none waits for that. */
export function askedHold({ name, awaitedBy }: PlannedContainer): Hold | undefined {
  return awaitedBy.some(({ mechanism }) => mechanism === 'post-start') ? knownSidecar(name)?.hold : undefined;
}

/** The edges that an init container of ours closes. */
export function initGates(planned: PlannedContainer): PlannedEdge[] {
  return planned.awaitedBy.filter(isInitGate);
}

export function isInitGate({ condition, mechanism }: Pick<PlannedEdge, 'condition' | 'mechanism'>): boolean {
  return condition === 'healthy' && mechanism === 'init-waiter';
}

/** The edges that a hook of this container closes. `started` needs no hook: the order of the list is enough. */
export function hookGates(planned: PlannedContainer): PlannedEdge[] {
  return planned.awaitedBy.filter((edge) => edge.condition === 'healthy' && edge.mechanism === 'post-start');
}

/** The edges that the guard of this container closes. */
export function guardGates<T extends Pick<PlannedEdge, 'mechanism'>>({ waitsFor }: { readonly waitsFor: readonly T[] }): T[] {
  return waitsFor.filter(({ mechanism }) => mechanism === 'guard');
}

/** The fields of a dependency that decide how long the dependent waits; an annotation has them too. */
type TimedEdge = Pick<PlannedEdge, 'timeoutMs' | 'onTimeout' | 'mechanism'>;

/** How long a probe or hook waits for a container. Under `forEver`, the timeout is only the interval between two reports. */
export interface GateTime {
  readonly timeoutMs: number;
  readonly forEver: boolean;
}

/** The longest of its gates, plus the wait of its own guard: probes and hooks run from the start of the guard on. */
export function gateTime(planned: { readonly waitsFor: readonly TimedEdge[] }, gates: readonly TimedEdge[]): GateTime {
  const own = guardGates(planned);
  return {
    timeoutMs: longestTimeout(gates) + longestTimeout(own.filter((edge) => edge.onTimeout !== 'block')),
    forEver: [...gates, ...own].some((edge) => edge.onTimeout === 'block'),
  };
}

/** The policy of a probe, hook or init container that several dependencies share: it waits for ever if one of its waits may. */
export function sharedPolicy(
  planned: { readonly waitsFor: readonly TimedEdge[] }, gates: readonly TimedEdge[],
): Pick<TimedEdge, 'timeoutMs' | 'onTimeout'> {
  const { timeoutMs, forEver } = gateTime(planned, gates);
  const { onTimeout } = gates[0]!;
  return { timeoutMs, onTimeout: forEver && onTimeout === 'fail' ? 'block' : onTimeout };
}

function longestTimeout(edges: readonly TimedEdge[]): number {
  return edges.reduce((longest, edge) => Math.max(longest, edge.timeoutMs), 0);
}
