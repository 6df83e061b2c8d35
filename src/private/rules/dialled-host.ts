import type { Plan, PlannedContainer } from '../plan';
import { nativeGates } from '../render/native';
import { isResolved, type ProbeField } from '../resolved-check';
import { startedByProbe } from './rendered-startup-probe';

/** A host that a probe names for the kubelet to dial. */
export interface DialledHost {
  readonly field: ProbeField;
  readonly host: string;
}

/** The host that the kubelet dials before it goes on behind a native sidecar. On the host network the node is what the container sees too. */
export function hostOfGate({ pod }: Plan, planned: PlannedContainer): DialledHost | undefined {
  if (pod.outline.hostNetwork === true || planned.placement !== 'native') return undefined;
  const { check } = planned;
  const gates = nativeGates(planned);
  // the waiter looks from inside
  if (gates.some(({ mechanism }) => mechanism === 'native-waiter')) return undefined;
  if (gates.length === 0 || check === undefined || !isResolved(check)) return named('startupProbe', hostOf(startedByProbe(planned)));
  return named(check.source === 'readyWhen' ? 'startupProbe' : check.source, 'host' in check.check ? check.check.host : undefined);
}

function named(field: ProbeField, host: string | undefined): DialledHost | undefined {
  return host === undefined || host === '' ? undefined : { field, host };
}

/** The host that a probe or a hook names; undefined where it is the Pod. */
export function hostOf(handler: { readonly httpGet?: unknown; readonly tcpSocket?: unknown } | undefined): string | undefined {
  const { host } = (handler?.httpGet ?? handler?.tcpSocket ?? {}) as { readonly host?: string };
  return host === '' ? undefined : host;
}
