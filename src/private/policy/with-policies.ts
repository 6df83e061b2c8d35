import { canonical } from '../canonical';
import { ruleOf } from '../catalogue';
import type { Finding } from '../finding';
import type { PodSpec } from '../manifest';
import type { AllEdgeModel, ContainerModel, EdgeModel, OrderModel, SidecarModel } from '../model';
import type { PolicyModel } from './policy-model';

/** An order with what policies add, and where they contradict each other or the Pod. */
export interface WithPolicies {
  readonly order: OrderModel;
  readonly findings: readonly Finding[];
}

/**
 * Adds what policies say to a declared order. What is declared wins: the same sidecar, the same dependency, each fact of a container.
 *
 * @param spec the Pod without the sidecars of the order
 */
export function withPolicies(declared: OrderModel, policies: readonly PolicyModel[], spec: PodSpec): WithPolicies {
  const added = new Added();
  for (const policy of policies) added.add(policy);
  const own = new Set(declared.sidecars.map(({ container }) => container.name));
  const sidecars = [...added.sidecars.values()].filter(({ value }) => !own.has(value.container.name));
  const edges = [...added.edges.values()].filter(({ value }) => !declared.edges.some((edge) => keyOf(edge) === keyOf(value)));
  const { all: ownAll = [] } = declared;
  const all = [...added.all.values()].filter(({ value }) => !ownAll.some(({ dependency }) => dependency === value.dependency));
  const containers = new Map([...added.containers.values()].map(({ value }) => [value.name, value]));
  declared.containers.forEach((container, name) => containers.set(name, { ...containers.get(name), ...container }));
  const everyAll = [...ownAll, ...all.map(({ value }) => value)];
  const order: OrderModel = {
    ...declared,
    containers,
    sidecars: [...declared.sidecars, ...sidecars.map(({ value }) => value)],
    edges: [...declared.edges, ...edges.map(({ value }) => value)],
    ...(everyAll.length === 0 ? {} : { all: everyAll }),
  };
  return { order, findings: [...added.conflicts, ...absent(order, edges, sidecars, spec)] };
}

/** A part of a policy, and the name of the policy. */
interface Part<T> {
  readonly value: T;
  readonly policy: string;
}

/** What several policies add together. */
class Added {
  readonly sidecars = new Map<string, Part<SidecarModel>>();
  readonly edges = new Map<string, Part<EdgeModel>>();
  readonly all = new Map<string, Part<AllEdgeModel>>();
  readonly containers = new Map<string, Part<ContainerModel>>();
  readonly conflicts: Finding[] = [];

  add({ name: policy, adds }: PolicyModel): void {
    for (const sidecar of adds.sidecars) this.put(this.sidecars, sidecar.container.name, sidecar, policy, (name) => `the sidecar "${name}"`);
    for (const edge of adds.edges) {
      this.put(this.edges, keyOf(edge), edge, policy, () => `the dependency of "${edge.dependent}" on "${edge.dependency}"`);
    }
    for (const edge of adds.all ?? []) this.put(this.all, edge.dependency, edge, policy, (name) => `the dependency of all containers on "${name}"`);
    for (const container of adds.containers.values()) {
      if (container.sidecar === true) this.put(this.containers, container.name, container, policy, (name) => `the check of the sidecar "${name}"`);
      else if (!this.containers.has(container.name)) this.containers.set(container.name, { value: container, policy });
    }
  }

  private put<T>(parts: Map<string, Part<T>>, key: string, value: T, policy: string, what: (key: string) => string): void {
    const known = parts.get(key);
    if (known === undefined || isBare(known.value)) parts.set(key, { value, policy });
    else if (canonical(known.value) !== canonical(value)) {
      this.conflicts.push(conflict(
        `the policies "${known.policy}" and "${policy}" add ${what(key)} with different values`,
        'give both the same values, or change one of the selectors, so that each workload has one of the policies',
      ));
    }
  }
}

/** A container that a policy names, but says nothing of. */
function isBare(value: unknown): boolean {
  return Object.keys(value as object).join() === 'name';
}

/** The Pod has a container of the name of a sidecar, or none of a name that a policy speaks of. */
function absent(
  order: OrderModel, edges: readonly Part<EdgeModel>[], sidecars: readonly Part<SidecarModel>[], spec: PodSpec,
): Finding[] {
  const present = [...(spec.initContainers ?? []), ...(spec.containers ?? [])].map(({ name }) => name);
  const names = new Set([...present, ...order.sidecars.map(({ container }) => container.name)]);
  const taken = sidecars.filter(({ value }) => present.includes(value.container.name)).map(({ value: { container }, policy }) => conflict(
    `the policy "${policy}" adds the sidecar "${container.name}", but the Pod already has a container of that name`,
    `rename one of the two, or exclude the workload with a reason: ${EXCLUDE_ANNOTATION}: "…"`,
  ));
  const missing = edges.filter(({ value }) => !names.has(value.dependent)).map(({ value: { dependent, dependency }, policy }) => conflict(
    `by the policy "${policy}", "${dependent}" waits for "${dependency}", but the Pod has no container "${dependent}"; it has ${quotedNames(present)}`,
    `select only workloads that have the container: containers: ["${dependent}"], or leave out "container", so that all containers wait`,
  ));
  return [...taken, ...missing];
}

/** An annotation of a workload or its Pod template that keeps every policy away; its value says why. */
export const EXCLUDE_ANNOTATION = 'startgate.dev/policy-exclude';

function conflict(message: string, cure: string): Finding {
  return { id: 'policy-conflict', severity: ruleOf('policy-conflict')!.severity, message, cure };
}

function quotedNames(names: readonly string[]): string {
  return names.map((name) => `"${name}"`).join(', ');
}

function keyOf({ dependent, dependency }: Pick<EdgeModel, 'dependent' | 'dependency'>): string {
  return `${dependent} ${dependency}`;
}
