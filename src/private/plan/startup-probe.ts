import { NEVER } from '../check-probe';
import type { Probe } from '../manifest';
import { isAutomaticProbe, isResolved } from '../resolved-check';
import { kubeletSees } from '../visibility';
import { guardGates, nativeGates } from './gate';
import type { PlannedContainer, PlannedEdge } from './plan';

/** Whether a container has a startup probe in the rendered Pod. */
export function hasStartupProbe(planned: PlannedContainer): boolean {
  return nativeGates(planned).length > 0 || keptStartupProbe(planned) !== undefined;
}

/** The startup probe of the container itself, if the rendered Pod still has it. A probe of the order always lasts long enough. */
export function keptStartupProbe(planned: PlannedContainer): Probe | undefined {
  const replaced = nativeGates(planned).length > 0 ? !keepsOwnProbe(planned) : dropsAutomaticProbe(planned);
  const probe = planned.container.startupProbe;
  if (replaced || probe === undefined) return undefined;
  return isAutomaticProbe(planned.container) ? lengthened(probe, planned) : probe;
}

/**
 * Nobody chose the time of the probe that cdk8s-plus adds: the wait of the guard is added to it, and it lasts as long as a dependent
 * waits. As the gate of a native sidecar, it is left as it is.
 */
function lengthened(probe: Probe, planned: PlannedContainer): Probe {
  const { failureThreshold = 3, periodSeconds = 10 } = probe;
  const periodsOf = (edge: PlannedEdge | undefined): number => (edge === undefined ? 0 : Math.ceil(waitSeconds(edge) / periodSeconds));
  const behindGuard = failureThreshold + periodsOf(longestWaitBehindGuard(planned));
  const awaited = nativeGates(planned).length > 0 ? 0 : periodsOf(longestWaitFor(planned));
  const threshold = Math.min(NEVER, Math.max(behindGuard, awaited === 0 ? 0 : 1 + awaited));
  return threshold === failureThreshold ? probe : { ...probe, failureThreshold: threshold };
}

/** The own startup probe that a native sidecar must pass before the kubelet starts later containers, with or without dependents. */
export function startedByProbe(planned: PlannedContainer): Probe | undefined {
  return planned.placement === 'native' ? keptStartupProbe(planned) : undefined;
}

/** The own startup probe of a native sidecar that opens this gate. */
export function openingProbe(
  { mechanism, condition }: Pick<PlannedEdge, 'mechanism' | 'condition'>, dependency: PlannedContainer,
): Probe | undefined {
  return mechanism === 'native' && (condition === 'started' || keepsOwnProbe(dependency)) ? startedByProbe(dependency) : undefined;
}

/** The dependency on this container's health with the longest timeout; endless waits are left out. */
export function longestWaitFor(planned: PlannedContainer): PlannedEdge | undefined {
  return longest(planned.awaitedBy.filter(({ condition, mechanism, onTimeout }) =>
    condition === 'healthy' && mechanism !== 'order' && onTimeout !== 'block'));
}

/** The dependency that makes the guard of this container wait longest. */
export function longestWaitBehindGuard(planned: PlannedContainer): PlannedEdge | undefined {
  return longest(guardGates(planned));
}

/** How long a dependency may keep its dependent waiting. */
export function waitSeconds(edge: Pick<PlannedEdge, 'timeoutMs' | 'onTimeout'>): number {
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

/** The threshold that makes a startup probe last this long: `failureThreshold of 6 or more (periodSeconds 10)`. */
export function thresholdText({ periodSeconds = 10, initialDelaySeconds = 0 }: Probe, seconds: number): string {
  const threshold = seconds === Infinity ? NEVER : Math.ceil((seconds - initialDelaySeconds) / periodSeconds);
  return `failureThreshold of ${threshold}${seconds === Infinity ? '' : ' or more'} (periodSeconds ${periodSeconds})`;
}

/**
 * Guards or a hook run the check of `readyWhen`, so the startup probe that cdk8s-plus adds is removed where it does harm. This probe
 * would delay all containers after a native sidecar, and kill a container that listens where the kubelet does not look.
 */
export function dropsAutomaticProbe(planned: PlannedContainer): boolean {
  const { check, container, placement } = planned;
  if (check === undefined || !isResolved(check) || check.source !== 'readyWhen' || !isAutomaticProbe(container)) return false;
  return nativeGates(planned).length === 0 && (placement === 'native' || !kubeletSees(check.check));
}

/** The own startup probe is the gate, unchanged: no other check was declared. */
export function keepsOwnProbe(planned: PlannedContainer): boolean {
  return planned.check !== undefined && isResolved(planned.check) && planned.check.source === 'startupProbe';
}

/** `readyWhen` replaces the probe that cdk8s-plus adds, and no other probe. */
export function startupProbeIsTaken(planned: PlannedContainer): boolean {
  const { container, check } = planned;
  if (container.startupProbe === undefined || check === undefined || !isResolved(check)) return false;
  const gates = nativeGates(planned);
  if (gates.length === 0) return false;
  if (keepsOwnProbe(planned)) return gates.some((edge) => edge.mechanism === 'native-waiter');
  return !isAutomaticProbe(container);
}
