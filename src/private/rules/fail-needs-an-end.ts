import { NATIVE_SIDECAR_MINOR } from '../kubernetes-version';
import { awaitedToEnd } from '../plan/gate';
import type { Plan } from '../plan/plan';
import { guardNeeds } from '../remedy';
import { GUARD_GAVE_UP, restartsAfter } from '../restart-policy';
import type { Rule } from './rule';

export const failNeedsAnEnd: Rule = {
  id: 'fail-needs-an-end',
  severity: 'error',
  title: 'under restartPolicy Never, a Pod runs for ever if a guard gives up and its dependency does not end',
  cure: 'declare asSidecar() on the dependency, so that it ends with the others',
  concerns: ['guard'],
  check: (plan) => {
    return plan.edges.filter((edge) => {
      if (edge.mechanism !== 'guard' || edge.onTimeout !== 'fail') return false;
      if (edge.condition !== 'healthy' && edge.condition !== 'started') return false;
      const dependency = plan.byName.get(edge.dependency)!;
      const dependent = plan.byName.get(edge.dependent)!;
      return dependency.placement === 'regular' && !dependency.sidecar && !awaitedToEnd(dependency)
        && dependent.placement === 'regular' && !restartsAfter(plan, dependent, GUARD_GAVE_UP);
    }).map((edge) => ({
      container: edge.dependency,
      message: `if "${edge.dependent}" gives up waiting for "${edge.dependency}", it fails for good (restartPolicy "Never"), but nothing ends "${edge.dependency}": the Pod would run for ever`,
      cure: `declare asSidecar() on "${edge.dependency}"${needsText(plan, edge.dependency)}, so that it ends with the others`,
    }));
  },
};

/** Without native sidecars, a guard stops the dependency when the guards of the other containers publish their end. */
function needsText(plan: Plan, name: string): string {
  if (plan.minor >= NATIVE_SIDECAR_MINOR) return '';
  const guarded = [...plan.byName.values()].filter(({ placement }) => placement === 'regular').map((planned) => planned.name);
  const needs = guardNeeds(plan, guarded.includes(name) ? guarded : [...guarded, name]);
  return needs.length === 0 ? '' : ` with ${needs.join(' and ')}`;
}
