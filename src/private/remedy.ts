/** What a cure may offer, and what else the cure needs. A cure must not cause the next error. */
import { portsOf } from './check-parts';
import { probeBudgetSeconds } from './check-probe';
import { isLocal, looksElsewhere } from './check-target';
import { NATIVE_SIDECAR_MINOR } from './kubernetes-version';
import { hostOf } from './plan/dialled-host';
import { asksForAnEnd } from './plan/filled-edge';
import { guardGates } from './plan/gate';
import { isSidecars } from './plan/mechanism-choice';
import type { Plan, PlannedContainer, PlannedEdge } from './plan/plan';
import { keepsOwnProbe } from './plan/startup-probe';
import { isForeign, mayStartLater } from './pod-view';
import { isAutomaticProbe, isResolved } from './resolved-check';
import { GUARD_GAVE_UP, restartsAfter } from './restart-policy';
import { sorted } from './rules/rule';
import { guardSees, kubeletSees, waiterSees } from './visibility';

/** The defined choices as a sentence: `use a, or b`. */
export function choice(...choices: readonly (string | undefined)[]): string {
  return choices.filter((each) => each !== undefined).join(', or ');
}

/** `use Mechanism.GUARD`; undefined without a mechanism. */
export function use(mechanism: string | undefined): string | undefined {
  return mechanism === undefined ? undefined : `use ${mechanism}`;
}

/** The guard for these dependencies, with all that the guard needs; undefined if a guard can't enforce them. */
export function byGuard(plan: Plan, edges: readonly PlannedEdge[]): string | undefined {
  if (plan.pod.outline.os?.name === 'windows' || !edges.every((edge) => guardKeeps(plan, edge))) return undefined;
  const names = edges.flatMap(({ condition, dependent, dependency }) => (condition === 'healthy' ? [dependent] : [dependent, dependency]));
  const wrapped = sorted(names);
  const needs = [
    ...(edges.some((edge) => leavesARunner(plan, edge)) ? ['OnTimeout.BLOCK'] : []),
    ...guardNeeds(plan, wrapped),
  ];
  return `Mechanism.GUARD${needs.length === 0 ? '' : ` with ${needs.join(' and ')}`}`;
}

/** The options that the guards of some containers still need. */
export function guardNeeds(plan: Plan, names: readonly string[]): string[] {
  const containers = names.map((name) => plan.byName.get(name)!);
  return [
    ...containers.filter(({ command }) => command === undefined).map(({ name }) => `imageEntrypoint of "${name}"`),
    ...(plan.order.runtimeImage === undefined && containers.some(({ declared }) => declared.waiterPath === undefined)
      ? ['configure({ runtimeImage })']
      : []),
  ];
}

/** A startup probe of the kubelet for a dependency; undefined if the probe can't enforce it. */
export function byNative(plan: Plan, edge: PlannedEdge): string | undefined {
  const dependency = plan.byName.get(edge.dependency)!;
  if (!canBeNative(plan, edge, dependency)) return undefined;
  const { check } = dependency;
  // the kubelet sees the start of a guard, not of the command
  if (edge.condition === 'started' && guardGates(dependency).length > 0) return undefined;
  if (edge.condition !== 'healthy' || check === undefined || !isResolved(check)) return 'Mechanism.NATIVE';
  const host = check.source === 'readyWhen' ? undefined : hostOf(dependency.container[check.source]);
  const hosted = host !== undefined && !(plan.pod.outline.hostNetwork === true && isLocal(host));
  return kubeletSees(check.check) && !hosted && !isTaken(dependency) ? 'Mechanism.NATIVE' : undefined;
}

/** The waiter in a native sidecar for a dependency; undefined if the waiter can't enforce it. */
export function byWaiter(plan: Plan, edge: PlannedEdge): string | undefined {
  const dependency = plan.byName.get(edge.dependency)!;
  const { check } = dependency;
  if (!canBeNative(plan, edge, dependency) || edge.condition !== 'healthy' || check === undefined || !isResolved(check)) return undefined;
  if (!waiterSees(check.check) || looksElsewhere(check.check) || isTaken(dependency) || check.source === 'startupProbe') return undefined;
  const brought = dependency.declared.waiterPath !== undefined || plan.order.runtimeImage !== undefined;
  return `Mechanism.NATIVE_WAITER${brought ? '' : ' with configure({ runtimeImage })'}`;
}

/** The condition healthy, with a check if the container has none. */
export function healthy({ container, declared }: PlannedContainer): string {
  const { startupProbe, readinessProbe, livenessProbe } = container;
  const has = declared.check !== undefined || startupProbe !== undefined || readinessProbe !== undefined || livenessProbe !== undefined;
  return has ? 'Condition.HEALTHY' : 'Condition.HEALTHY with readyWhen(Check.httpGet(…))';
}

/** The dependency can be a native sidecar: its startup probe is the gate, and all other dependencies on it stay as they are. */
function canBeNative(plan: Plan, edge: PlannedEdge, dependency: PlannedContainer): boolean {
  const { role, placement, container, awaitedBy, waitsFor } = dependency;
  if (isForeign(dependency) || plan.minor < NATIVE_SIDECAR_MINOR || edge.onTimeout === 'continue' || edge.regate || asksForAnEnd(edge)) return false;
  if (role === 'init' && placement === 'init') return false;
  if (role === 'regular' && container.restartPolicy !== undefined && container.restartPolicy !== 'Always') return false;
  const othersStay = plan.containers.some((other) => other.placement === 'regular' && other.name !== edge.dependency);
  if (placement === 'regular' && !othersStay) return false;
  if (awaitedBy.some((other) => other !== edge && !canShareProbe(other, edge))) return false;
  if (edge.onTimeout === 'block' && keepsOwnProbe(dependency) && probeBudgetSeconds(container.startupProbe!) !== Infinity) return false;
  return waitsFor.every((own) => own.mechanism !== 'post-start' && plan.byName.get(own.dependency)!.placement !== 'regular');
}

/** Another dependency stays as it is if the startup probe of the same container becomes the gate of this one. */
function canShareProbe(other: PlannedEdge, edge: PlannedEdge): boolean {
  if (asksForAnEnd(other) || other.onTimeout === 'continue' || other.mechanism === 'post-start') return false;
  return other.mechanism === 'guard' || other.onTimeout === edge.onTimeout;
}

/** `readyWhen` would overwrite it. */
function isTaken({ container, declared }: PlannedContainer): boolean {
  return declared.check !== undefined && container.startupProbe !== undefined && !isAutomaticProbe(container);
}

function guardKeeps(plan: Plan, { condition, ...edge }: PlannedEdge): boolean {
  const dependency = plan.byName.get(edge.dependency)!;
  const dependent = plan.byName.get(edge.dependent)!;
  if (dependency.placement === 'init' && dependency.role === 'init') return false;
  if (isForeign(dependency) && condition !== 'healthy') return false;
  if (mayStartLater(dependency) && dependent.placement !== 'regular') return false;
  const staysRegular = dependency.role === 'regular' && (dependency.declared.sidecar !== true || plan.minor < NATIVE_SIDECAR_MINOR);
  if (staysRegular && dependent.placement !== 'regular') return false;
  if (staysRegular && leavesInitPhase(plan, dependency, edge)) return false;
  if (condition === 'completed' || condition === 'succeeded') {
    return staysRegular && !dependency.sidecar && !restartsAfter(plan, dependency, 0);
  }
  if (condition === 'started') return true;
  const { check } = dependency;
  if (check === undefined || !isResolved(check)) return true;
  return guardSees(check.check, dependency, dependent)
    && (dependency.role === 'outside' || !looksElsewhere(check.check))
    && (plan.pod.outline.hostNetwork !== true || portsOf(check.check).length === 0 || dependency.role === 'outside');
}

/** It becomes a regular container again, and a container of the init phase would wait for it in vain. */
function leavesInitPhase(plan: Plan, { awaitedBy }: PlannedContainer, edge: Omit<PlannedEdge, 'condition'>): boolean {
  const others = awaitedBy.filter(({ dependent }) => dependent !== edge.dependent);
  return others.every(({ mechanism }) => !isSidecars(mechanism))
    && others.some(({ dependent }) => plan.byName.get(dependent)!.placement !== 'regular');
}

/** A guard that gives up would end its container for good, and the other container would continue to run. */
function leavesARunner(plan: Plan, { condition, onTimeout, dependency, dependent }: PlannedEdge): boolean {
  const other = plan.byName.get(dependency)!;
  return onTimeout === 'fail' && (condition === 'healthy' || condition === 'started') && other.role === 'regular' && !other.sidecar
    && !restartsAfter(plan, plan.byName.get(dependent)!, GUARD_GAVE_UP);
}
