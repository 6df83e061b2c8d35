import { hookGates, initGates, nativeGates } from '../plan/gate';
import type { Plan, PlannedEdge } from '../plan/plan';
import { byGuard, choice } from '../remedy';
import type { Problem, Rule } from './rule';

export const policiesDiffer: Rule = {
  id: 'policies-differ',
  severity: 'error',
  title: 'all dependents of one startup probe, init container or hook share one policy',
  cure: 'give these dependencies the same onTimeout, or use Mechanism.GUARD for one of them',
  concerns: ['native', 'native-waiter', 'init-waiter', 'post-start'],
  check: (plan) => {
    const problems: Problem[] = [];
    for (const planned of plan.byName.values()) {
      if (planned.awaitedBy.length < 2) continue;
      for (const [gates, place] of [
        [nativeGates(planned), 'startupProbe'], [initGates(planned), 'init container in front'], [hookGates(planned), 'postStart hook'],
      ] as const) {
        if (!gates.some((edge) => edge.onTimeout !== gates[0]!.onTimeout)) continue;
        problems.push({ container: planned.name, message: `one ${place} of "${planned.name}" is the gate of all its dependents, but their policies differ: ${gates.map(policyText).join(', ')}`, cure: cureOf(plan, gates) });
      }
    }
    return problems;
  },
};

function policyText(edge: PlannedEdge): string {
  return `"${edge.dependent}" ${edge.onTimeout}`;
}

/** The other dependencies keep the probe or hook: only a dependency with BLOCK or FAIL can use a guard instead. */
function cureOf(plan: Plan, gates: readonly PlannedEdge[]): string {
  const [kept] = gates;
  const others = gates.filter(({ onTimeout }) => onTimeout !== kept!.onTimeout);
  const goesOn = others.some(({ onTimeout }) => onTimeout === 'continue') && kept!.mechanism !== 'post-start' && kept!.mechanism !== 'init-waiter';
  const guard = goesOn ? undefined : byGuard(plan, others);
  return choice('give these dependencies the same onTimeout', ...(guard === undefined ? [] : [`use ${guard} for ${others.map(({ dependent }) => `"${dependent}"`).join(', ')}`]));
}
