import { targetWords } from '../check-target';
import { NEVER, startupProbe } from '../check-probe';
import { durationText } from '../duration-text';
import type { Probe } from '../manifest';
import type { PlannedContainer, PlannedEdge } from '../plan';
import type { ContainerPatch } from './patch';
import { isAutomaticProbe, isResolved, type ResolvedCheck } from '../resolved-check';
import { kubeletSees } from '../visibility';

/** How much longer the probe lets the waiter run than the waiter lets itself: its last words must come out. */
const SPARE_SECONDS = 5;

/** Makes a container a native sidecar, with the startup probe that is its gate. */
export function renderNative(planned: PlannedContainer, patch: ContainerPatch): void {
  if (dropsAutomaticProbe(planned)) patch.startupProbe = undefined;
  if (planned.placement !== 'native') return;
  if (planned.container.restartPolicy !== 'Always') patch.restartPolicy = 'Always';
  const gates = nativeGates(planned);
  if (gates.length === 0 || planned.check === undefined || !isResolved(planned.check)) return;
  const waiter = gates.some((edge) => edge.mechanism === 'native-waiter');
  if (!waiter && keepsOwnProbe(planned)) return;
  const { timeoutMs, forEver } = gateTime(planned, gates);
  patch.startupProbe = waiter && planned.binary !== undefined
    ? waiterProbe(planned.name, planned.binary, planned.check, timeoutMs, forEver)
    : startupProbe(planned.check, timeoutMs, forEver);
}

/** The edges that a startup probe of this container closes. */
export function nativeGates(planned: PlannedContainer): PlannedEdge[] {
  return planned.awaitedBy.filter(isNativeGate);
}

export function isNativeGate({ condition, mechanism }: PlannedEdge): boolean {
  return condition === 'healthy' && (mechanism === 'native' || mechanism === 'native-waiter');
}

/**
 * Guards or a hook look at what `readyWhen` declares, and the probe that cdk8s-plus adds by itself goes where it would do harm:
 * it would hold back all that follows a native sidecar, and kill a container that listens where the kubelet does not look.
 */
export function dropsAutomaticProbe(planned: PlannedContainer): boolean {
  const { check, container, placement } = planned;
  if (check === undefined || !isResolved(check) || check.source !== 'readyWhen' || !isAutomaticProbe(container)) return false;
  return nativeGates(planned).length === 0 && (placement === 'native' || !kubeletSees(check.check));
}

/** Its own startup probe is the gate, as it is: nothing else was declared. */
export function keepsOwnProbe(planned: PlannedContainer): boolean {
  return planned.check !== undefined && isResolved(planned.check) && planned.check.source === 'startupProbe';
}

/** `readyWhen` takes the place of the probe that cdk8s-plus adds by itself, and of no other. */
export function startupProbeIsTaken(planned: PlannedContainer): boolean {
  const { container, check } = planned;
  if (container.startupProbe === undefined || check === undefined || !isResolved(check)) return false;
  const gates = nativeGates(planned);
  if (gates.length === 0) return false;
  if (keepsOwnProbe(planned)) return gates.some((edge) => edge.mechanism === 'native-waiter');
  return !isAutomaticProbe(container);
}

/** How long a probe or hook gives a container; under `forEver` the timeout is only how often it says why. */
export interface GateTime {
  readonly timeoutMs: number;
  readonly forEver: boolean;
}

/** The longest of its gates, and what it may wait behind its own guard: probes and hooks run from the start of the guard on. */
export function gateTime(planned: PlannedContainer, gates: readonly PlannedEdge[]): GateTime {
  const own = planned.waitsFor.filter((edge) => edge.mechanism === 'guard');
  return {
    timeoutMs: longestTimeout(gates) + longestTimeout(own.filter((edge) => edge.onTimeout !== 'block')),
    forEver: [...gates, ...own].some((edge) => edge.onTimeout === 'block'),
  };
}

function longestTimeout(edges: readonly PlannedEdge[]): number {
  return edges.reduce((longest, edge) => Math.max(longest, edge.timeoutMs), 0);
}

/**
 * A probe that blocks until the sidecar is ready: no tick to wait for, and a failure that says why.
 * It fails once per timeout; under `block` it is asked again for ever.
 */
function waiterProbe(name: string, binary: string, check: ResolvedCheck, timeoutMs: number, forEver: boolean): Probe {
  return {
    exec: { command: [binary, 'wait', ...targetWords(name, check, 'probe'), '--timeout', durationText(timeoutMs)] },
    periodSeconds: 1,
    timeoutSeconds: Math.ceil(timeoutMs / 1000) + SPARE_SECONDS,
    failureThreshold: forEver ? NEVER : 1,
  };
}
