import { groupBy } from '../group-by';
import { IMAGE_VOLUME_MINOR, NATIVE_SIDECAR_MINOR, targetMinor } from '../kubernetes-version';
import type { DeliveryName, OrderModel } from '../model';
import { INSTALLED_WAITER } from '../pod-names';
import { type ContainerRole, isForeign, type NodeRole, type PodView, type ViewedContainer } from '../pod-view';
import { type CheckResolution, resolveCheck } from '../resolved-check';
import { type FilledEdge, fillEdge } from './filled-edge';
import { initOrder } from './init-order';
import { type EdgeMechanism, chooseMechanisms } from './mechanism-choice';
import { OrderGraph } from './order-graph';
import { realCommand } from './real-command';
import { type PlannedWaiter, planWaiters } from './waiters';

/** One dependency, with the mechanism that enforces it. */
export interface PlannedEdge extends FilledEdge {
  readonly mechanism: EdgeMechanism;
}

/** The plan of one container. */
export interface PlannedContainer extends ViewedContainer {
  /** The role in the rendered Pod. */
  readonly placement: NodeRole;
  /** The container has the life cycle of a sidecar. */
  readonly sidecar: boolean;
  /** Edges to its dependencies. */
  readonly waitsFor: readonly PlannedEdge[];
  /** Edges from its dependents. */
  readonly awaitedBy: readonly PlannedEdge[];
  /** The check of its health; undefined if no edge needs it. */
  readonly check?: CheckResolution;
  /** The guard wraps its command. */
  readonly guarded: boolean;
  /** Its guard publishes its phases. */
  readonly publishes: boolean;
  /** Its guard reads the phases of others. */
  readonly readsState: boolean;
  /** Its guard stops the container when all of these have ended. */
  readonly until: readonly string[];
  /** The real command as a manifest spells it, if known. */
  readonly command?: readonly string[];
  /** A program of ours runs in this container. */
  readonly needsWaiter: boolean;
  /** Path of the waiter in this container; undefined if the waiter can't be brought. */
  readonly waiterPath?: string;
  /** How the waiter comes into this container; undefined if the image has the waiter, or nothing brings it. */
  readonly delivery?: DeliveryName;
}

/** All decisions: the input of `render` and of the rules. */
export interface Plan {
  readonly order: OrderModel;
  readonly pod: PodView;
  readonly minor: number;
  readonly edges: readonly PlannedEdge[];
  /** The mechanisms in use. */
  readonly mechanisms: ReadonlySet<EdgeMechanism>;
  /** The containers of the manifest. */
  readonly containers: readonly PlannedContainer[];
  /** These, and what the order waits for and does not render. */
  readonly byName: ReadonlyMap<string, PlannedContainer>;
  readonly graph: OrderGraph;
  /** Names of the init containers and native sidecars in their rendered order, without the installer. */
  readonly initOrder: readonly string[];
  /** Init containers of ours that wait, in their rendered order. */
  readonly waiters: readonly PlannedWaiter[];
  /** Names of the regular containers in their rendered order. */
  readonly regularOrder: readonly string[];
  /** How the waiter comes into containers whose image does not have it; undefined without such containers. */
  readonly delivery?: DeliveryName;
  /** The Pod needs the volume for state. */
  readonly keepsState: boolean;
}

/** Decides how an order is enforced in a Pod. Total: an impossible order is planned as declared, and the rules report it. */
export function planOrder(order: OrderModel, pod: PodView): Plan {
  const minor = targetMinor(order);
  const known = order.edges
    .filter((edge) => pod.byName.has(edge.dependent) && pod.byName.has(edge.dependency))
    .map((edge) => fillEdge(edge, pod.byName.get(edge.dependency)!))
    .sort((a, b) => compare(a.dependent, b.dependent) || compare(a.dependency, b.dependency));
  const choice = chooseMechanisms(order, pod, known, minor);
  const edges = known.map((edge, index): PlannedEdge => ({ ...edge, mechanism: choice.mechanisms[index]! }));
  const nodes = planNodes(order, pod, edges, choice.placement, minor);
  const byName = new Map(nodes.map((node) => [node.name, node]));
  const containers = pod.foreign.length === 0 ? nodes : nodes.slice(0, pod.containers.length);
  const { present, added, regular } = namesByPlace(order, containers);
  const mechanisms = new Set(choice.mechanisms);
  const graph = new OrderGraph([...byName.keys()].filter((name) => byName.get(name)!.role !== 'outside'), edges);
  const inits = initOrder(present, added, edges);
  return {
    order, pod, minor, edges, mechanisms, containers, byName, graph,
    initOrder: inits,
    waiters: mechanisms.has('init-waiter') ? planWaiters(inits, byName) : [],
    // A hook delays all later containers, including those that its own container waits for with a guard.
    regularOrder: mechanisms.has('post-start') ? new OrderGraph(regular, edges).topologicalOrder() : regular,
    delivery: containers.find((container) => container.delivery !== undefined)?.delivery,
    keepsState: containers.some((container) => container.publishes),
  };
}

/** The names of the init containers and native sidecars, present and added, and of the other containers. */
function namesByPlace(
  { sidecars }: OrderModel, containers: readonly PlannedContainer[],
): Record<'present' | 'added' | 'regular', string[]> {
  const brought = new Set(sidecars.map(({ container }) => container.name));
  const present: string[] = [];
  const added: string[] = [];
  const regular: string[] = [];
  for (const { name, role, placement } of containers) {
    if (placement === 'regular') regular.push(name);
    else if (role === 'regular' || brought.has(name)) added.push(name);
    else present.push(name);
  }
  return { present, added, regular };
}

function planNodes(
  order: OrderModel, pod: PodView, edges: readonly PlannedEdge[], placement: ReadonlyMap<string, ContainerRole>, minor: number,
): PlannedContainer[] {
  const waitsFor = groupBy(edges, (edge) => edge.dependent);
  const awaitedBy = groupBy(edges, (edge) => edge.dependency);
  const statesOf = new Set(edges.filter(needsState).map((edge) => edge.dependency));
  const ends = pod.restartPolicy !== 'Always' && minor < NATIVE_SIDECAR_MINOR;
  const mains = pod.containers.filter((viewed) => isMain(viewed, placement)).map((viewed) => viewed.name);
  const stopping = ends && pod.containers.some((viewed) => viewed.role === 'regular' && viewed.declared.sidecar === true);
  const awaitedEnds = new Set(stopping ? mains : []);
  const delivery = order.delivery ?? (minor >= IMAGE_VOLUME_MINOR ? 'image-volume' : 'install');
  return [...pod.containers, ...pod.foreign].map((viewed) => {
    const { name, container, declared, role } = viewed;
    const waits = waitsFor.get(name) ?? [];
    const awaited = awaitedBy.get(name) ?? [];
    const sidecar = declared.sidecar ?? role === 'native';
    const until = stopping && sidecar && role === 'regular' ? mains : [];
    const foreign = isForeign(viewed);
    const publishes = !foreign && (statesOf.has(name) || awaitedEnds.has(name) || declared.step === true);
    const guards = waits.filter(({ mechanism }) => mechanism === 'guard');
    const guarded = guards.length > 0 || publishes || until.length > 0;
    const needsWaiter = guarded || (!foreign && awaited.some(runsWaiter));
    const waiterPath = declared.waiterPath ?? (order.runtimeImage === undefined ? undefined : INSTALLED_WAITER);
    const check = awaited.some((edge) => edge.condition === 'healthy') ? resolveCheck(container, declared.check) : undefined;
    // one literal without spreads: this code runs for every container of an app, and a spread costs more than all the rest
    return {
      name, container, declared, role, sidecar, waitsFor: waits, awaitedBy: awaited, guarded, publishes, until, needsWaiter,
      placement: placement.get(name) ?? role,
      delivery: needsWaiter && declared.waiterPath === undefined && waiterPath !== undefined ? delivery : undefined,
      readsState: until.length > 0 || guards.some(needsState),
      check,
      command: realCommand(viewed),
      waiterPath: needsWaiter ? waiterPath : undefined,
    };
  });
}

/** The container stays a regular container, and its end counts as an end of the Pod's work. */
function isMain({ name, role, declared }: ViewedContainer, placement: ReadonlyMap<string, ContainerRole>): boolean {
  return (placement.get(name) ?? role) === 'regular' && declared.sidecar !== true;
}

/** The probe or hook that enforces the edge runs a command of ours. */
function runsWaiter({ mechanism, condition }: PlannedEdge): boolean {
  return condition === 'healthy' && (mechanism === 'native-waiter' || mechanism === 'post-start');
}

/** A guard that waits for a phase reads it from the record that the other container's guard publishes. */
export function needsState(edge: PlannedEdge): boolean {
  return edge.mechanism === 'guard' && edge.condition !== 'healthy';
}

function compare(a: string, b: string): number {
  if (a < b) return -1;
  return a > b ? 1 : 0;
}
