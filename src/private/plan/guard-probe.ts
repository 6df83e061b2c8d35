import { type GateTime, gateTime, guardGates } from './gate';
import type { Plan, PlannedContainer } from './plan';
import { keptStartupProbe } from './startup-probe';

/** The target of the waiter that is open when the guard of its own container has started the command. */
export const GUARD_TARGET = 'guard://self';

/**
 * Whether a container gets a startup probe of ours: the kubelet takes it for started, and so for ready, only when its guard has started
 * the command. A readiness probe alone does so too, unless a liveness probe would kill the container meanwhile.
 *
 * A native sidecar gets none: its startup probe would delay all later containers. A Pod that ends serves nobody.
 *
 * @see https://kubernetes.io/docs/concepts/workloads/pods/pod-lifecycle/#container-probes
 */
export function needsGuardProbe({ order, pod }: Plan, planned: PlannedContainer): boolean {
  const { container, placement } = planned;
  if (order.readiness === false || pod.restartPolicy !== 'Always' || placement !== 'regular') return false;
  if (guardGates(planned).length === 0 || keptStartupProbe(planned) !== undefined) return false;
  return container.readinessProbe === undefined || container.livenessProbe !== undefined;
}

/** How much longer the probe waits than the guard: a guard whose time is over may start the command then. */
const SPARE_MS = 5000;

/** How long the probe of a guard waits. */
export function guardProbeTime(planned: PlannedContainer): GateTime {
  const { timeoutMs, forEver } = gateTime({ waitsFor: [] }, guardGates(planned));
  return { timeoutMs: timeoutMs + SPARE_MS, forEver };
}
