import { NATIVE_SIDECAR_MINOR } from '../kubernetes-version';
import type { PlannedContainer } from '../plan';
import { type Rule, sorted, wait } from './rule';

export const kubernetesTooOld: Rule = {
  id: 'kubernetes-too-old',
  severity: 'error',
  title: 'native sidecars need Kubernetes 1.29',
  cure: 'set kubernetesVersion to 1.29 or newer, or use Mechanism.GUARD',
  check: ({ minor, order, byName }) => {
    if (minor >= NATIVE_SIDECAR_MINOR) return [];
    const version = order.kubernetesVersion ?? `1.${minor}`;
    return [...byName.values()].filter((planned) => planned.placement === 'native').map((planned) => (planned.role === 'native'
      ? {
        container: planned.name,
        message: `"${planned.name}" is a native sidecar in the manifest, which Kubernetes ${version} does not know: it would wait for its end`,
        cure: 'set kubernetesVersion to 1.29 or newer, or move it to the containers of the Pod',
      }
      : { container: planned.name, message: `${wait(nativeDependents(planned))} for "${planned.name}" as a native sidecar, which Kubernetes ${version} does not know` }));
  },
};

function nativeDependents(planned: PlannedContainer): string[] {
  return sorted(planned.awaitedBy.filter((edge) => edge.mechanism === 'native' || edge.mechanism === 'native-waiter').map((edge) => edge.dependent));
}
