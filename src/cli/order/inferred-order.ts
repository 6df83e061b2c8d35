import { probeBudgetSeconds } from '../../private/check-probe';
import type { Container } from '../../private/manifest';
import type { ContainerModel, EdgeModel } from '../../private/model';
import type { OrderInput } from './order-input';
import type { Workload } from './workload';

/** What holds back all that comes after it. */
interface Barrier {
  readonly name: string;
  readonly edge: Omit<EdgeModel, 'dependent' | 'dependency'>;
}

/**
 * The order that the kubelet keeps by itself in a manifest that nobody declared one for: an init container ends before the next one
 * starts, a native sidecar has passed its startup probe, or has been started where it has none.
 *
 * @see https://kubernetes.io/docs/concepts/workloads/pods/init-containers/
 * @see https://kubernetes.io/docs/concepts/workloads/pods/sidecar-containers/
 */
export function inferredOrder({ template }: Workload, kubernetesVersion: string | undefined): OrderInput {
  const { initContainers = [], containers = [] } = template.spec;
  const edges: EdgeModel[] = [];
  const seen = new Set<string>();
  const declared = new Map<string, ContainerModel>();
  let barrier: Barrier | undefined;
  for (const container of unseen(initContainers, seen)) {
    if (barrier !== undefined) edges.push({ dependent: container.name, dependency: barrier.name, ...barrier.edge });
    barrier = { name: container.name, edge: initBarrier(container) };
  }
  for (const container of unseen(containers, seen)) {
    if (barrier !== undefined) edges.push({ dependent: container.name, dependency: barrier.name, ...barrier.edge });
  }
  return {
    origin: 'inferred', template, known: new Map(), more: [], notes: new Map(), findings: [],
    order: { ...(kubernetesVersion === undefined ? {} : { kubernetesVersion }), containers: declared, edges, sidecars: [] },
  };
}

/** A name that stands twice is a fault of its own: the first one counts. */
function* unseen(containers: readonly Container[], seen: Set<string>): Generator<Container, void, undefined> {
  for (const container of containers) {
    if (seen.has(container.name)) continue;
    seen.add(container.name);
    yield container;
  }
}

/** The kubelet looks at no clock but that of a startup probe. */
function initBarrier({ restartPolicy, startupProbe }: Container): Barrier['edge'] {
  if (restartPolicy !== 'Always') return { condition: 'succeeded', onTimeout: 'block' };
  const probe = startupProbe;
  const seen = probe !== undefined && (probe.httpGet ?? probe.tcpSocket ?? probe.grpc ?? probe.exec) !== undefined;
  if (!seen) return { condition: 'started', onTimeout: 'block', mechanism: 'native' };
  const seconds = probeBudgetSeconds(probe);
  return { condition: 'healthy', mechanism: 'native', ...(seconds === Infinity ? { onTimeout: 'block' } : { timeoutMs: seconds * 1000 }) };
}
