import type { Plan, PlannedContainer, PlannedEdge } from '../plan';
import { isResolved, PROBE_FIELDS, type ResolvedCheck } from '../resolved-check';

/** A dependency that waits for a check, with both containers. */
export interface Gate {
  readonly edge: PlannedEdge;
  readonly dependent: PlannedContainer;
  readonly dependency: PlannedContainer;
  readonly resolved: ResolvedCheck;
}

/** Every dependency whose gate is opened by a check; those without one that can be seen are left to other rules. */
export function gatesOf(plan: Plan): Gate[] {
  const gates: Gate[] = [];
  for (const edge of plan.edges) {
    if (edge.condition !== 'healthy' || edge.mechanism === 'order') continue;
    const dependency = plan.byName.get(edge.dependency)!;
    if (dependency.check === undefined || !isResolved(dependency.check)) continue;
    gates.push({ edge, dependent: plan.byName.get(edge.dependent)!, dependency, resolved: dependency.check });
  }
  return gates;
}

/** The names of the containers that wait for a check of this one. */
export function healthDependents(planned: PlannedContainer): string[] {
  const names = planned.awaitedBy.filter((edge) => edge.condition === 'healthy' && edge.mechanism !== 'order').map((edge) => edge.dependent);
  return [...new Set(names)];
}

/** Whose words a check is: the declared one, or a probe of the container. */
export function checkText(planned: PlannedContainer): string {
  const { name, declared, container, check } = planned;
  if (declared.check !== undefined) return `the check of "${name}"`;
  const field = check !== undefined && isResolved(check) ? check.source : PROBE_FIELDS.find((candidate) => container[candidate] !== undefined);
  return `the ${field ?? 'probe'} of "${name}"`;
}
