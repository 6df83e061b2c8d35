import { missesSidecarPorts, targetMinor } from './kubernetes-version';
import { isObject, type JsonObject } from './manifest';
import type { OrderModel } from './model';

/** A named port of the Pod that a Service looks for. */
export interface ServiceTarget {
  readonly port: string;
  readonly protocol: string;
}

/** What a Service asks of the Pods that it selects. */
export interface ServiceOutline {
  readonly name: string;
  /** The ports that it looks for by their name. */
  readonly targets: readonly ServiceTarget[];
}

/** An order can take a named port from a Service: it makes native sidecars, which old clusters do not look at, or init containers. */
export function mayHidePorts(order: OrderModel): boolean {
  return missesSidecarPorts(targetMinor(order)) || order.edges.some(({ condition }) => condition === 'succeeded');
}

interface SelectingService {
  readonly selector: readonly (readonly [string, string])[];
  readonly outline: ServiceOutline;
}

/**
 * The Services that look for a port of their Pods by its name, by what they select.
 *
 * @see https://kubernetes.io/docs/concepts/services-networking/service/
 */
export class Services {
  /** By namespace and by one label of the selector: a Pod is asked for its labels only. */
  private readonly byLabel = new Map<string, SelectingService[]>();

  constructor(manifests: Iterable<JsonObject> = []) {
    for (const manifest of manifests) this.add(manifest);
  }

  /** What is no Service is left out, and a Service that can't be of interest. */
  add({ kind, apiVersion, metadata, spec }: JsonObject): void {
    if (kind !== 'Service' || apiVersion !== 'v1' || !isObject(metadata) || !isObject(spec) || spec.type === 'ExternalName') return;
    const selector = isObject(spec.selector) ? Object.entries(spec.selector) as [string, string][] : [];
    const targets = Array.isArray(spec.ports) ? spec.ports.filter(isObject).flatMap(targetOf) : [];
    if (selector.length === 0 || targets.length === 0) return;
    const key = keyOf(metadata.namespace, selector[0]!);
    const others = this.byLabel.get(key);
    const service = { selector, outline: { name: String(metadata.name), targets } };
    if (others === undefined) this.byLabel.set(key, [service]);
    else others.push(service);
  }

  /** Those that select a Pod, by name. */
  selecting(namespace: unknown, labels: unknown): ServiceOutline[] {
    if (this.byLabel.size === 0 || !isObject(labels)) return [];
    return Object.entries(labels).flatMap((label) => this.byLabel.get(keyOf(namespace, label)) ?? [])
      .filter(({ selector }) => selector.every(([name, value]) => labels[name] === value))
      .map(({ outline }) => outline)
      .sort((a, b) => (a.name < b.name ? -1 : 1));
  }
}

function targetOf({ targetPort, protocol }: JsonObject): ServiceTarget[] {
  return typeof targetPort === 'string' ? [{ port: targetPort, protocol: typeof protocol === 'string' ? protocol : 'TCP' }] : [];
}

function keyOf(namespace: unknown, [name, value]: readonly [string, unknown]): string {
  return `${typeof namespace === 'string' ? namespace : ''}\n${name}\n${String(value)}`;
}
