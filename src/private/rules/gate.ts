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
    if (!waitsForCheck(edge)) continue;
    const dependency = plan.byName.get(edge.dependency)!;
    if (dependency.check === undefined || !isResolved(dependency.check)) continue;
    gates.push({ edge, dependent: plan.byName.get(edge.dependent)!, dependency, resolved: dependency.check });
  }
  return gates;
}

/** The names of the containers that wait for a check of this one. */
export function healthDependents(planned: PlannedContainer): string[] {
  return planned.awaitedBy.filter(waitsForCheck).map((edge) => edge.dependent);
}

/** Whether anything waits for a check of this container. */
export function hasHealthDependents(planned: PlannedContainer): boolean {
  return planned.awaitedBy.some(waitsForCheck);
}

function waitsForCheck(edge: PlannedEdge): boolean {
  return edge.condition === 'healthy' && edge.mechanism !== 'order';
}

/** Whose words a check is: the declared one, or a probe of the container. */
export function checkText(planned: PlannedContainer): string {
  const { name, declared, container, check } = planned;
  if (declared.check !== undefined) return `the check of "${name}"`;
  const field = check !== undefined && isResolved(check) ? check.source : PROBE_FIELDS.find((candidate) => container[candidate] !== undefined);
  return `the ${field ?? 'probe'} of "${name}"`;
}

/** Somebody waits until it has ended: then it ends. */
export function awaitedToEnd({ awaitedBy }: PlannedContainer): boolean {
  return awaitedBy.some(({ condition }) => condition === 'completed' || condition === 'succeeded');
}
