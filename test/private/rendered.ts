import { stringify } from 'yaml';
import { type Analysis, analyze } from '../../src/private/analysis';
import type { Container, PodSpec } from '../../src/private/manifest';
import type { PlannedContainer } from '../../src/private/plan';
import { renderPlan } from '../../src/private/render/render';
import { manifestOf, orderOf, type OrderInput, planOf, type PodInput } from './support';

/** The Pod spec that an order makes of a manifest. */
export function rendered(pod: PodInput, order: OrderInput): PodSpec {
  const plan = planOf(pod, order);
  renderPlan(plan);
  return plan.pod.spec;
}

/** One container of the rendered Pod, wherever it stands. */
export function renderedContainer(pod: PodInput, order: OrderInput, name: string): Container {
  const { initContainers = [], containers = [] } = rendered(pod, order);
  return [...initContainers, ...containers].find((container) => container.name === name)!;
}

/** The names of the init containers, then of the regular ones, with a star for native sidecars: `a* b | c`. */
export function sequence(pod: PodInput, order: OrderInput): string {
  const { initContainers = [], containers = [] } = rendered(pod, order);
  return [initContainers, containers].map((list) => list.map(({ name, restartPolicy }) => (restartPolicy === 'Always' ? `${name}*` : name)).join(' ')).join(' | ');
}

/** What is planned for one container. */
export function planned(pod: PodInput, order: OrderInput, name: string): PlannedContainer {
  return planOf(pod, order).byName.get(name)!;
}

/** The mechanism that the first edge gets. */
export function mechanismOf(pod: PodInput, order: OrderInput): string {
  return planOf(pod, order).edges[0]!.mechanism;
}

export function analyzed(pod: PodInput, order: OrderInput): Analysis {
  return analyze(manifestOf(pod), orderOf(order));
}

/** As cdk8s writes it; nothing for what is not there. */
export function yamlOf(value: unknown): string {
  return value === undefined ? '' : stringify(value, { lineWidth: 0 }).trimEnd();
}
