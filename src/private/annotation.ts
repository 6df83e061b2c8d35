import { absentOptional } from './absent-optional';
import { publicTarget } from './check-target';
import { durationText } from './duration-text';
import type { Plan, PlannedContainer, PlannedEdge } from './plan/plan';
import { isForeign, isInjectedInFront } from './pod-view';
import { isResolved } from './resolved-check';

/** `injected-native`: as a native sidecar in front. */
export type ForeignPlace = 'injected' | 'injected-native' | 'outside';

/** One dependency as the annotation says it. */
export interface AnnotatedDependency {
  readonly container: string;
  readonly dependsOn: string;
  /** Where it is, if the manifest does not have it. */
  readonly place?: ForeignPlace | undefined;
  readonly condition: string;
  readonly check: string | undefined;
  readonly timeout: string;
  readonly onTimeout: string;
  readonly mechanism: string;
}

/** An optional dependency without a gate: the Pod does not have the other container. */
export type AbsentDependency = Pick<AnnotatedDependency, 'container' | 'dependsOn'>;

/** The text of the annotation; undefined when there is nothing to say. */
export function annotationText(plan: Plan): string | undefined {
  const absent = absentOptional(plan)
    .map(({ dependent, dependency }): AbsentDependency => ({ container: dependent, dependsOn: dependency }));
  if (plan.edges.length === 0 && absent.length === 0 && !plan.containers.some(({ guarded }) => guarded)) return undefined;
  const { kubernetesVersion } = plan.order;
  const dependencies = plan.edges.map((edge) => annotated(plan, edge));
  return JSON.stringify({ version: 1, kubernetesVersion, dependencies, ...(absent.length === 0 ? {} : { absent }) });
}

function annotated(plan: Plan, edge: PlannedEdge): AnnotatedDependency {
  const dependency = plan.byName.get(edge.dependency)!;
  const resolution = dependency.check;
  const hasTarget = edge.condition === 'healthy' && resolution !== undefined && isResolved(resolution);
  const check = hasTarget ? publicTarget(resolution.check) : undefined;
  return {
    container: edge.dependent,
    dependsOn: edge.dependency,
    place: foreignPlace(dependency),
    condition: edge.condition,
    check,
    timeout: durationText(edge.timeoutMs),
    onTimeout: edge.onTimeout,
    mechanism: edge.mechanism,
  };
}

function foreignPlace(dependency: PlannedContainer): ForeignPlace | undefined {
  if (!isForeign(dependency)) return undefined;
  if (dependency.role === 'outside') return 'outside';
  return isInjectedInFront(dependency) ? 'injected-native' : 'injected';
}
