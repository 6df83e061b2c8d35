import { probeBudgetSeconds } from '../check-probe';
import type { Probe } from '../manifest';
import type { PlannedContainer, PlannedEdge } from '../plan';
import { keepsOwnProbe, longestTimeout, nativeGates, ownWait } from '../render/native';
import { isAutomaticProbe, isResolved } from '../resolved-check';

/** The startup probe that a container has in the rendered Pod. */
export interface RenderedStartupProbe {
  /** Seconds after which the kubelet gives the container up; Infinity when it never does. */
  readonly seconds: number;
  /** The container's own one; undefined when the order makes it. */
  readonly own?: Probe;
}

export function renderedStartupProbe(planned: PlannedContainer): RenderedStartupProbe | undefined {
  const gates = nativeGates(planned);
  if (gates.length > 0 && !keepsOwnProbe(planned)) {
    return { seconds: gates[0]!.onTimeout === 'block' ? Infinity : (longestTimeout(gates) + ownWait(planned)) / 1000 };
  }
  const own = planned.container.startupProbe;
  return own === undefined || isReplaced(planned) ? undefined : { seconds: probeBudgetSeconds(own), own };
}

/** The guards of its dependents are the gate of this native sidecar, in place of the probe that cdk8s-plus adds by itself. */
function isReplaced({ placement, container, check }: PlannedContainer): boolean {
  return placement === 'native' && check !== undefined && isResolved(check) && check.source === 'readyWhen' && isAutomaticProbe(container);
}

/** The dependency on this container's health that is waited for longest, and gives up some time. */
export function longestWaitFor(planned: PlannedContainer): PlannedEdge | undefined {
  return longest(planned.awaitedBy.filter((edge) => edge.condition === 'healthy' && edge.mechanism !== 'order' && edge.onTimeout !== 'block'));
}

/** The dependency that holds this container behind its guard longest. */
export function longestWaitBehindGuard(planned: PlannedContainer): PlannedEdge | undefined {
  return longest(planned.waitsFor.filter((edge) => edge.mechanism === 'guard'));
}

/** How long a dependency may keep its dependent waiting. */
export function waitSeconds(edge: PlannedEdge): number {
  return edge.onTimeout === 'block' ? Infinity : edge.timeoutMs / 1000;
}

/** `60 s`, or `for ever`. */
export function secondsText(seconds: number): string {
  return seconds === Infinity ? 'for ever' : `${seconds} s`;
}

function longest(edges: readonly PlannedEdge[]): PlannedEdge | undefined {
  let best: PlannedEdge | undefined;
  for (const edge of edges) {
    if (best === undefined || waitSeconds(edge) > waitSeconds(best)) best = edge;
  }
  return best;
}
