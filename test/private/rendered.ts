import { stringify } from 'yaml';
import { addSidecars } from '../../src/private/add-sidecars';
import { type Analysis, analyze } from '../../src/private/apply-order';
import { targetMinor } from '../../src/private/kubernetes-version';
import { deepClone, type Container, type JsonObject, type PodSpec } from '../../src/private/manifest';
import { outlineOf } from '../../src/private/outline';
import { type Plan, type PlannedContainer, planOrder } from '../../src/private/plan/plan';
import { podTemplateOf, type PodTemplate } from '../../src/private/pod-template';
import { viewPod } from '../../src/private/pod-view';
import { applyPatch } from '../../src/private/render/patch';
import { renderPlan } from '../../src/private/render/render';
import { Services } from '../../src/private/services';
import { manifestOf, orderOf, type OrderInput, planOf, type PodInput } from './support';

/** A Pod template before and after an order was written into it, whatever the rules say. */
export interface Written {
  readonly plan: Plan;
  readonly before: PodSpec;
  readonly template: PodTemplate;
}

export function write(pod: PodInput, input: OrderInput): Written {
  const order = orderOf(input);
  const template = podTemplateOf(manifestOf(pod))!;
  addSidecars(template.spec, order.sidecars, targetMinor(order));
  const before = deepClone(template.spec);
  const plan = planOrder(order, viewPod(outlineOf(template, order), order));
  applyPatch(renderPlan(plan), template);
  return { plan, before, template };
}

/** The Pod spec that an order makes of a manifest. */
export function rendered(pod: PodInput, order: OrderInput): PodSpec {
  return write(pod, order).template.spec;
}

/** One container of the rendered Pod, wherever it stands. */
export function renderedContainer(pod: PodInput, order: OrderInput, name: string): Container {
  const { initContainers = [], containers = [] } = rendered(pod, order);
  return [...initContainers, ...containers].find((container) => container.name === name)!;
}

/** The names of the init containers, then of the regular ones, with a star for native sidecars: `a* b | c`. */
export function sequence(pod: PodInput, order: OrderInput): string {
  const { initContainers = [], containers = [] } = rendered(pod, order);
  return [initContainers, containers].map((list) => list.map(
    ({ name, restartPolicy }) => (restartPolicy === 'Always' ? `${name}*` : name),
  ).join(' ')).join(' | ');
}

/** What is planned for one container. */
export function planned(pod: PodInput, order: OrderInput, name: string): PlannedContainer {
  return planOf(pod, order).byName.get(name)!;
}

/** The mechanism that the first edge gets. */
export function mechanismOf(pod: PodInput, order: OrderInput): string {
  return planOf(pod, order).edges[0]!.mechanism;
}

export function analyzed(pod: PodInput, order: OrderInput, services: readonly JsonObject[] = []): Analysis {
  return analyze(manifestOf(pod), orderOf(order), () => new Services(services));
}

/** As cdk8s writes it; nothing for what is not there. */
export function yamlOf(value: unknown): string {
  return value === undefined ? '' : stringify(value, { lineWidth: 0 }).trimEnd();
}
