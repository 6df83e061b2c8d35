import type { Probe } from '../manifest';
import type { PlannedContainer, PlannedEdge } from '../plan';
import { keepsOwnProbe, nativeGates } from '../render/native';
import { isAutomaticProbe, isResolved } from '../resolved-check';

/** Whether a container has a startup probe in the rendered Pod. */
export function hasStartupProbe(planned: PlannedContainer): boolean {
  return nativeGates(planned).length > 0 || keptStartupProbe(planned) !== undefined;
}

/** The startup probe of the container itself, where it is still there in the rendered Pod. One that the order makes lasts long enough. */
export function keptStartupProbe(planned: PlannedContainer): Probe | undefined {
  const replaced = nativeGates(planned).length > 0 ? !keepsOwnProbe(planned) : isReplaced(planned);
  return replaced ? undefined : planned.container.startupProbe;
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
