import { targetText } from '../check-target';
import { durationText } from '../duration-text';
import type { Metadata } from '../manifest';
import type { Plan, PlannedEdge } from '../plan';
import { isResolved } from '../resolved-check';

/** The annotation of the Pod template that carries the order to people and tools. */
export const ORDER_ANNOTATION = 'startgate.dev/order';

/** One dependency as the annotation says it. */
export interface AnnotatedDependency {
  readonly container: string;
  readonly dependsOn: string;
  readonly condition: string;
  readonly check?: string;
  readonly timeout: string;
  readonly onTimeout: string;
  readonly mechanism: string;
}

export function renderAnnotation(plan: Plan, metadata: Metadata): void {
  if (plan.edges.length === 0) return;
  metadata.annotations = { ...metadata.annotations, [ORDER_ANNOTATION]: JSON.stringify({ version: 1, dependencies: plan.edges.map((edge) => annotated(plan, edge)) }) };
}

function annotated(plan: Plan, edge: PlannedEdge): AnnotatedDependency {
  const resolution = plan.byName.get(edge.dependency)?.check;
  const check = edge.condition === 'healthy' && resolution !== undefined && isResolved(resolution) ? targetText(resolution.check) : undefined;
  return {
    container: edge.dependent,
    dependsOn: edge.dependency,
    condition: edge.condition,
    ...(check === undefined ? {} : { check }),
    timeout: durationText(edge.timeoutMs),
    onTimeout: edge.onTimeout,
    mechanism: edge.mechanism,
  };
}
