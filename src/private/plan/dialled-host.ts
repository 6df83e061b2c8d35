import { isLocal } from '../check-target';
import { isResolved, type ProbeField } from '../resolved-check';
import { nativeGates } from './gate';
import type { Plan, PlannedContainer, PlannedEdge } from './plan';
import { startedByProbe } from './startup-probe';

/** A host that a probe names. */
interface NamedHost {
  readonly field: ProbeField;
  readonly host: string;
}

/** A host that a check connects to instead of the Pod. */
export interface DialledHost extends NamedHost {
  readonly by: 'kubelet' | 'startgate';
  /** The dependencies that the host opens; empty if the host delays all later containers. */
  readonly edges: readonly PlannedEdge[];
}

/**
 * The host of a gate that another server than the Pod can open. The kubelet connects from the node, and startgate from inside the Pod.
 * On the host network, both are the same place.
 */
export function hostOfGate(plan: Plan, planned: PlannedContainer): DialledHost | undefined {
  return dialledByKubelet(plan, planned) ?? dialledByStartgate(planned);
}

function dialledByKubelet({ pod }: Plan, planned: PlannedContainer): DialledHost | undefined {
  if (planned.placement !== 'native') return undefined;
  const gates = nativeGates(planned);
  if (gates.some(({ mechanism }) => mechanism === 'native-waiter')) return undefined;
  const named = gates.length === 0 ? hostOfStart(planned) : hostOfCheck(planned);
  if (named === undefined || (pod.outline.hostNetwork === true && isLocal(named.host))) return undefined;
  return { ...named, by: 'kubelet', edges: planned.awaitedBy.filter(({ mechanism }) => mechanism === 'native') };
}

function dialledByStartgate(planned: PlannedContainer): DialledHost | undefined {
  const edges = planned.awaitedBy.filter(({ condition, mechanism }) =>
    condition === 'healthy' && mechanism !== 'order' && mechanism !== 'native');
  const named = edges.length === 0 ? undefined : hostOfCheck(planned);
  return named === undefined || isLocal(named.host) ? undefined : { ...named, by: 'startgate', edges };
}

/** The host of the probe that is the check; a declared check has no host. */
function hostOfCheck({ check }: PlannedContainer): NamedHost | undefined {
  if (check === undefined || !isResolved(check) || check.source === 'readyWhen') return undefined;
  return named(check.source, 'host' in check.check ? check.check.host : undefined);
}

function hostOfStart(planned: PlannedContainer): NamedHost | undefined {
  return named('startupProbe', hostOf(startedByProbe(planned)));
}

function named(field: ProbeField, host: string | undefined): NamedHost | undefined {
  return host === undefined || host === '' ? undefined : { field, host };
}

/** The host that a probe or a hook names; undefined if the host is the Pod. */
export function hostOf(handler: { readonly httpGet?: unknown; readonly tcpSocket?: unknown } | undefined): string | undefined {
  const { host } = (handler?.httpGet ?? handler?.tcpSocket ?? {}) as { readonly host?: string };
  return host === '' ? undefined : host;
}
