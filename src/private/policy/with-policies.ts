import { edgeKey } from '../edge-key';
import type { Finding } from '../finding';
import type { PodSpec } from '../manifest';
import type { EdgeModel, OrderModel, SidecarModel } from '../model';
import type { PolicyModel } from './policy-model';
import { type Part, policyConflict, PolicyParts } from './policy-parts';

/** An annotation of a workload or its Pod template that keeps every policy away; its value says why. */
export const EXCLUDE_ANNOTATION = 'startgate.dev/policy-exclude';

/** An order with what policies add, and where they contradict each other or the Pod. */
export interface WithPolicies {
  readonly order: OrderModel;
  readonly findings: readonly Finding[];
}

/** What is left of policies beside a declared order. */
interface Merged {
  readonly adds: Pick<OrderModel, 'containers' | 'edges' | 'all' | 'sidecars'>;
  readonly sidecars: readonly Part<SidecarModel>[];
  readonly edges: readonly Part<EdgeModel>[];
}

/** The parts of policies together, and the same beside an order without declarations: most workloads under a policy have none. */
interface Together {
  readonly parts: PolicyParts;
  readonly alone: Merged;
}

/**
 * Adds what policies say to a declared order. What is declared wins: the same sidecar, the same dependency, each fact of a container.
 *
 * @param policies at least one
 * @param spec the Pod without the sidecars of the order
 */
export function withPolicies(declared: OrderModel, policies: readonly PolicyModel[], spec: PodSpec): WithPolicies {
  const { parts, alone } = together(policies);
  const { containers, edges, all, sidecars } = declared;
  const isUndeclared = containers.size === 0 && edges.length === 0 && all === undefined && sidecars.length === 0;
  const merged = isUndeclared ? alone : merge(declared, parts);
  return { order: { ...declared, ...merged.adds }, findings: [...parts.conflicts, ...againstPod(merged, spec)] };
}

const known = new WeakMap<PolicyModel, Map<string, Together>>();

/** The same policies select many workloads. */
function together(policies: readonly PolicyModel[]): Together {
  const byNames = known.get(policies[0]!) ?? new Map<string, Together>();
  known.set(policies[0]!, byNames);
  const names = policies.map(({ name }) => name).join(' ');
  const before = byNames.get(names);
  if (before !== undefined) return before;
  const parts = new PolicyParts(policies);
  const made = { parts, alone: merge({ containers: new Map(), edges: [], sidecars: [] }, parts) };
  byNames.set(names, made);
  return made;
}

function merge(declared: OrderModel, parts: PolicyParts): Merged {
  const { all: ownAll = [] } = declared;
  const names = new Set(declared.sidecars.map(({ container }) => container.name));
  const keys = new Set(declared.edges.map(edgeKey));
  const waited = new Set(ownAll.map(({ dependency }) => dependency));
  const sidecars = [...parts.sidecars].filter(([name]) => !names.has(name)).map(([, part]) => part);
  const edges = [...parts.edges].filter(([key]) => !keys.has(key)).map(([, part]) => part);
  const all = [...ownAll, ...[...parts.all].filter(([dependency]) => !waited.has(dependency)).map(([, { value }]) => value)];
  const containers = new Map([...parts.containers].map(([name, { value }]) => [name, value]));
  declared.containers.forEach((container, name) => containers.set(name, { ...containers.get(name), ...container }));
  return {
    sidecars, edges,
    adds: {
      containers,
      sidecars: [...declared.sidecars, ...sidecars.map(({ value }) => value)],
      edges: [...declared.edges, ...edges.map(({ value }) => value)],
      ...(all.length === 0 ? {} : { all }),
    },
  };
}

/** The Pod has a container of the name of a sidecar, or none of a name that a policy speaks of. */
function againstPod({ adds, sidecars, edges }: Merged, { initContainers = [], containers = [] }: PodSpec): Finding[] {
  const present = [...initContainers, ...containers].map(({ name }) => name);
  const clashing = sidecars.filter(({ value }) => present.includes(value.container.name));
  const taken = clashing.map(({ value: { container }, policy }) => policyConflict(
    `the policy "${policy}" adds the sidecar "${container.name}", but the Pod already has a container of that name`,
    `rename one of the two, or exclude the workload with a reason: ${EXCLUDE_ANNOTATION}: "…"`,
  ));
  const has = (name: string): boolean => present.includes(name) || adds.sidecars.some(({ container }) => container.name === name);
  const missing = edges.filter(({ value }) => !has(value.dependent)).map(({ value: { dependent, dependency }, policy }) => policyConflict(
    `by the policy "${policy}", "${dependent}" waits for "${dependency}", but the Pod has no container "${dependent}"; `
    + `it has ${present.map((name) => `"${name}"`).join(', ')}`,
    `select only workloads that have the container: containers: ["${dependent}"], or leave out "container", so that all containers wait`,
  ));
  return [...taken, ...missing];
}
