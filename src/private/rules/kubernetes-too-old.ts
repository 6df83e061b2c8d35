import { NATIVE_SIDECAR_MINOR } from '../kubernetes-version';
import { isSidecars } from '../plan/mechanism-choice';
import type { PlannedContainer, PlannedEdge } from '../plan/plan';
import { byGuard, choice, use } from '../remedy';
import { type Rule, sorted, wait } from './rule';

export const kubernetesTooOld: Rule = {
  id: 'kubernetes-too-old',
  severity: 'error',
  title: 'native sidecars need Kubernetes 1.29',
  cure: 'set kubernetesVersion to 1.29 or newer, or use Mechanism.GUARD',
  check: (plan) => {
    const { minor, order, byName } = plan;
    if (minor >= NATIVE_SIDECAR_MINOR) return [];
    const version = order.kubernetesVersion ?? `1.${minor}`;
    return [...byName.values()].filter((planned) => planned.placement === 'native').map((planned) => (planned.role === 'native'
      ? {
        container: planned.name,
        message: `"${planned.name}" is a native sidecar in the manifest, but Kubernetes ${version} has none and waits for its end`,
        cure: 'set kubernetesVersion to 1.29 or newer, or move the container from initContainers to containers',
      }
      : { container: planned.name, message: `${wait(nativeDependents(planned))} for "${planned.name}" as a native sidecar, which Kubernetes ${version} does not support`, cure: choice('set kubernetesVersion to 1.29 or newer', use(byGuard(plan, nativeEdges(planned)))) }));
  },
};

function nativeEdges(planned: PlannedContainer): PlannedEdge[] {
  return planned.awaitedBy.filter((edge) => isSidecars(edge.mechanism));
}

function nativeDependents(planned: PlannedContainer): string[] {
  return sorted(nativeEdges(planned).map((edge) => edge.dependent));
}
