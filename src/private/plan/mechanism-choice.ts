import { probeBudgetSeconds } from '../check-probe';
import { groupBy } from '../group-by';
import { knownSidecar } from '../injectors';
import { NATIVE_SIDECAR_MINOR, SIDECAR_FREE_MINOR } from '../kubernetes-version';
import type { CheckModel, MechanismName, OrderModel } from '../model';
import { type ContainerRole, isForeign, mayStartLater, type PodView, type ViewedContainer } from '../pod-view';
import { isAutomaticProbe, isResolved, resolveCheck } from '../resolved-check';
import { guardSees, initWaiterSees, kubeletSees, waiterSees } from '../visibility';
import { asksForAnEnd, type FilledEdge } from './filled-edge';
import { realCommand } from './real-command';
import { waitSeconds } from './startup-probe';

/** A mechanism, or `order`: the kubelet's own order of plain init containers is the gate. */
export type EdgeMechanism = MechanismName | 'order';

export interface MechanismChoice {
  /** For each edge, in the given order. */
  readonly mechanisms: readonly EdgeMechanism[];
  /** The containers that move, with their new role. */
  readonly placement: ReadonlyMap<string, ContainerRole>;
}

/** Chooses a mechanism for each edge, and so the place of each container. */
export function chooseMechanisms(order: OrderModel, pod: PodView, edges: readonly FilledEdge[], minor: number): MechanismChoice {
  const into = groupBy(edges, (edge) => edge.dependency);
  const chosen = edges.map((edge) => chooseMechanism(order, pod, edge, into.get(edge.dependency)!, minor));
  const mechanisms = guardStartsBehindGuards(order, edges, chosen);
  const placement = placementBy(mechanisms, edges, pod, minor);
  const movable = edges.filter((edge, index) =>
    mechanisms[index] === 'guard' && (edge.asked ?? order.mechanism) === undefined && canMove(pod, edge, into.get(edge.dependency)!, minor));
  moveGuardedFor(movable, placement, pod, minor);
  return { mechanisms, placement };
}

function chooseMechanism(order: OrderModel, pod: PodView, edge: FilledEdge, into: readonly FilledEdge[], minor: number): EdgeMechanism {
  const dependency = pod.byName.get(edge.dependency)!;
  if (becomesInit(dependency, into) || isPlainInit(dependency)) return 'order';
  const asked = edge.asked ?? order.mechanism;
  if (isForeign(dependency)) return asked ?? byDefaultForForeign(order, pod, edge, dependency);
  if (asked === undefined) return byDefault(order, pod, edge, into, minor);
  if (asked === 'native') return nativeKind(order, dependency, edge);
  // the kubelet starts a native sidecar before later containers: no gate is needed
  return asked === 'init-waiter' && edge.condition === 'started' ? 'native' : asked;
}

function placementBy(
  mechanisms: readonly EdgeMechanism[], edges: readonly FilledEdge[], pod: PodView, minor: number,
): Map<string, ContainerRole> {
  const placement = new Map<string, ContainerRole>();
  for (const [index, { dependency }] of edges.entries()) {
    const mechanism = mechanisms[index]!;
    if (isForeign(pod.byName.get(dependency)!)) continue;
    if (isSidecars(mechanism)) placement.set(dependency, 'native');
    if (mechanism === 'order' && pod.byName.get(dependency)!.role === 'regular') placement.set(dependency, 'init');
  }
  if (minor < NATIVE_SIDECAR_MINOR) return placement;
  for (const { name, declared } of pod.containers) {
    if (declared.sidecar === true) placement.set(name, 'native');
  }
  return placement;
}

/** The dependency of a guard can be a native sidecar: nobody waits for its end. */
function canMove(pod: PodView, edge: FilledEdge, into: readonly FilledEdge[], minor: number): boolean {
  const { role, declared } = pod.byName.get(edge.dependency)!;
  if (minor < NATIVE_SIDECAR_MINOR || edge.condition !== 'healthy' || role !== 'regular' || declared.step === true) return false;
  return !into.some(asksForAnEnd);
}

/**
 * What a guard waits for becomes a native sidecar, which the kubelet stops last: in a Pod that ends, as the Pod would never end; where
 * that costs no time; and for a container of the init phase, which would wait for ever for a later one.
 */
function moveGuardedFor(edges: readonly FilledEdge[], placement: Map<string, ContainerRole>, pod: PodView, minor: number): void {
  const isFree = ({ dependency }: FilledEdge): boolean =>
    pod.restartPolicy !== 'Always' || (minor >= SIDECAR_FREE_MINOR && !hasOwnProbe(pod.byName.get(dependency)!));
  for (const edge of edges) if (isFree(edge)) placement.set(edge.dependency, 'native');
  const from = groupBy(edges, ({ dependent }) => dependent);
  const early = pod.containers.filter(({ name, role }) => (placement.get(name) ?? role) !== 'regular').map(({ name }) => name);
  for (let name = early.pop(); name !== undefined; name = early.pop()) {
    for (const { dependency } of from.get(name) ?? []) {
      if (placement.get(dependency) === 'native') continue;
      placement.set(dependency, 'native');
      early.push(dependency);
    }
  }
}

/** A startup probe that would delay all later containers: the one that cdk8s-plus adds gives way to a check. */
function hasOwnProbe({ container, declared }: ViewedContainer): boolean {
  return container.startupProbe !== undefined && (declared.check === undefined || !isAutomaticProbe(container));
}

/** The dependency runs as a native sidecar. */
export function isSidecars(mechanism: EdgeMechanism): boolean {
  return mechanism === 'native' || mechanism === 'native-waiter' || mechanism === 'init-waiter';
}

function isPlainInit(viewed: ViewedContainer): boolean {
  return viewed.role === 'init' && viewed.declared.sidecar !== true;
}

/** All dependents wait for `succeeded`, without a need for another mechanism: a plain init container is enough in every cluster. */
function becomesInit(dependency: ViewedContainer, into: readonly FilledEdge[]): boolean {
  if (dependency.role !== 'regular' || dependency.declared.sidecar === true) return false;
  return into.every((edge) => edge.condition === 'succeeded' && !needsGuard(edge) && (edge.asked === undefined || isSidecars(edge.asked)));
}

/** Only the guard continues after a timeout, or waits again when the dependent restarts. */
function needsGuard(edge: FilledEdge): boolean {
  return edge.onTimeout === 'continue' || edge.regate;
}

function byDefault(order: OrderModel, pod: PodView, edge: FilledEdge, into: readonly FilledEdge[], minor: number): MechanismName {
  if (edge.regate || asksForAnEnd(edge)) return 'guard';
  const dependency = pod.byName.get(edge.dependency)!;
  if (minor < NATIVE_SIDECAR_MINOR) {
    return !canGuard(order, pod, edge) && isSeen(dependency, edge, waiterSees) ? 'post-start' : 'guard';
  }
  // The kubelet starts a native sidecar before later containers: no gate is needed. All other gates of the kubelet open when it restarts.
  const isLinux = pod.outline.os?.name !== 'windows';
  if (isLinux && edge.condition === 'healthy' && suitsGuard(pod.byName.get(edge.dependent)!, edge) && canGuard(order, pod, edge)) return 'guard';
  // A native sidecar ends last.
  if (into.some(asksForAnEnd)) return 'guard';
  const inInit = isLinux && edge.condition === 'healthy' && canWaitInInit(order, dependency, edge);
  // A startup probe delays all later containers: no dependent could continue after its timeout.
  if (into.some(({ onTimeout }) => onTimeout === 'continue')) return inInit && allContinue(into) ? 'init-waiter' : 'guard';
  return inInit ? 'init-waiter' : nativeKind(order, dependency, edge);
}

/** An init container that waits continues for all dependents after the timeout, or for none. */
function allContinue(into: readonly FilledEdge[]): boolean {
  return into.every(({ condition, onTimeout }) => condition === 'healthy' && onTimeout === 'continue');
}

/** Nothing can be rendered into what an injector brings, or into what is outside: the dependent waits, or an init container before it. */
function byDefaultForForeign(order: OrderModel, pod: PodView, edge: FilledEdge, dependency: ViewedContainer): MechanismName {
  if (suitsGuard(pod.byName.get(edge.dependent)!, edge) && canGuard(order, pod, edge)) return 'guard';
  if (edge.regate || edge.onTimeout === 'continue') return 'guard';
  const isLate = mayStartLater(dependency);
  if (!isLate && canWaitInInit(order, dependency, edge)) return 'init-waiter';
  return isLate && knownSidecar(dependency.name)?.hold !== undefined ? 'post-start' : 'guard';
}

/** The kubelet runs the postStart hook of a container beside its guard, and its startup probe gives the guard no more time. */
function suitsGuard({ container }: ViewedContainer, edge: FilledEdge): boolean {
  const { lifecycle, startupProbe } = container;
  if (lifecycle?.postStart !== undefined) return false;
  if (startupProbe === undefined || isAutomaticProbe(container)) return true;
  return probeBudgetSeconds(startupProbe) >= waitSeconds(edge);
}

/** An init container can wait for the check, without the command of the dependent. */
function canWaitInInit({ runtimeImage }: OrderModel, dependency: ViewedContainer, edge: FilledEdge): boolean {
  return runtimeImage !== undefined && isSeen(dependency, edge, (check) => initWaiterSees(check, dependency));
}

/**
 * For the kubelet, a container has started when its guard has, even if the guard still waits. Only its state shows the real start.
 * Then the dependent has a guard too, so the same holds for containers that wait for its start.
 */
function guardStartsBehindGuards(
  order: OrderModel, edges: readonly FilledEdge[], chosen: readonly EdgeMechanism[],
): readonly EdgeMechanism[] {
  const starts = edges.filter(({ condition, asked }, index) =>
    condition === 'started' && (asked ?? order.mechanism) === undefined && chosen[index] === 'native');
  const guarded = new Set(edges.filter((_edge, index) => chosen[index] === 'guard').map(({ dependent }) => dependent));
  if (starts.length === 0 || guarded.size === 0) return chosen;
  const startsOf = groupBy(starts, ({ dependency }) => dependency);
  // an iteration over a set includes members that are added meanwhile
  for (const name of guarded) {
    for (const { dependent } of startsOf.get(name) ?? []) guarded.add(dependent);
  }
  const behindGuards = new Set(starts.filter(({ dependency }) => guarded.has(dependency)));
  return chosen.map((mechanism, index) => (behindGuards.has(edges[index]!) ? 'guard' : mechanism));
}

/** The command is known, the waiter can be brought, and the guard sees the condition. */
function canGuard(order: OrderModel, pod: PodView, edge: FilledEdge): boolean {
  const dependent = pod.byName.get(edge.dependent)!;
  const dependency = pod.byName.get(edge.dependency)!;
  if (edge.condition === 'started') return canWrap(order, dependent) && canWrap(order, dependency);
  return canWrap(order, dependent) && isSeen(dependency, edge, (check) => guardSees(check, dependency, dependent));
}

function canWrap(order: OrderModel, viewed: ViewedContainer): boolean {
  return (viewed.declared.waiterPath !== undefined || order.runtimeImage !== undefined) && realCommand(viewed) !== undefined;
}

/** A missing check does not decide the choice: another rule refuses it. */
function isSeen(dependency: ViewedContainer, edge: FilledEdge, sees: (check: CheckModel) => boolean): boolean {
  if (edge.condition === 'started') return true;
  const resolution = resolveCheck(dependency.container, dependency.declared.check);
  return !isResolved(resolution) || sees(resolution.check);
}

/**
 * A kubelet probe if it can see the check, since the probe needs nothing in the Pod. The waiter in the sidecar
 * if the image carries the waiter, or if only the waiter can see the check and can be installed.
 */
function nativeKind(order: OrderModel, dependency: ViewedContainer, edge: FilledEdge): 'native' | 'native-waiter' {
  if (edge.condition === 'started') return 'native';
  const resolution = resolveCheck(dependency.container, dependency.declared.check);
  if (!isResolved(resolution)) return 'native';
  if (resolution.source === 'startupProbe') return 'native';
  const { check } = resolution;
  if (dependency.declared.waiterPath !== undefined) return waiterSees(check) ? 'native-waiter' : 'native';
  return !kubeletSees(check) && order.runtimeImage !== undefined ? 'native-waiter' : 'native';
}
