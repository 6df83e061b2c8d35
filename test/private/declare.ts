import { stringify } from 'yaml';
import { analyze, type Analysis } from '../../src/private/analysis';
import { deepClone, type Container, type JsonObject, type PodSpec } from '../../src/private/manifest';
import type { ContainerModel, EdgeModel, OrderModel } from '../../src/private/model';
import type { Plan, PlannedContainer } from '../../src/private/plan';
import { renderPlan } from '../../src/private/render/render';

/** A workload and its order, in as few words as a test needs. */
export interface Declared extends Omit<Partial<OrderModel>, 'containers'> {
  readonly kind?: string;
  readonly spec: PodSpec;
  readonly about?: readonly ContainerModel[];
}

export function manifestOf({ kind = 'Deployment', spec }: Declared): JsonObject {
  const copy = deepClone(spec);
  const metadata = { name: 'sample' };
  if (kind === 'Pod') return { kind, metadata, spec: copy };
  return { kind, metadata, spec: { template: { spec: copy } } };
}

export function orderOf({ kubernetesVersion, mechanism, runtimeImage, about = [], edges = [], sidecars = [] }: Declared): OrderModel {
  return {
    ...(kubernetesVersion === undefined ? {} : { kubernetesVersion }),
    ...(mechanism === undefined ? {} : { mechanism }),
    ...(runtimeImage === undefined ? {} : { runtimeImage }),
    containers: new Map(about.map((model) => [model.name, model])),
    edges,
    sidecars,
  };
}

export function analyzed(declared: Declared): Analysis {
  return analyze(manifestOf(declared), orderOf(declared));
}

export function planned(declared: Declared): Plan {
  return analyzed(declared).plan!;
}

export function containerIn(declared: Declared, name: string): PlannedContainer {
  return planned(declared).byName.get(name)!;
}

/** The Pod spec that an order makes of a manifest. */
export function rendered(declared: Declared): PodSpec {
  const plan = planned(declared);
  renderPlan(plan);
  return plan.pod.spec;
}

/** One container of the rendered Pod, wherever it stands. */
export function renderedContainer(declared: Declared, name: string): Container {
  const { initContainers = [], containers = [] } = rendered(declared);
  return [...initContainers, ...containers].find((container) => container.name === name)!;
}

/** The names of the init containers, then of the regular ones: `a b | c`. */
export function sequence(declared: Declared): string {
  const { initContainers = [], containers = [] } = rendered(declared);
  return [initContainers, containers].map((list) => list.map(({ name, restartPolicy }) => (restartPolicy === 'Always' ? `${name}*` : name)).join(' ')).join(' | ');
}

export function yamlOf(value: unknown): string {
  return stringify(value, { lineWidth: 0 }).trimEnd();
}

/** An edge from `dependent` to `dependency`. */
export function edge(dependent: string, dependency: string, options: Partial<EdgeModel> = {}): EdgeModel {
  return { dependent, dependency, ...options };
}

/** A check that every mechanism can honour. */
export function http(port: number): { readonly check: NonNullable<ContainerModel['check']> } {
  return { check: { kind: 'httpGet', path: '/ready', port, tls: false, headers: [], listensOn: 'all' } };
}
