import { hookGates } from '../plan/gate';
import { byGuard, byNative, choice, use } from '../remedy';
import { type Problem, type Rule, wait } from './rule';

export const hookSlotTaken: Rule = {
  id: 'hook-slot-taken',
  severity: 'error',
  title: 'an order never overwrites the postStart hook of a container',
  cure: 'use Mechanism.NATIVE or Mechanism.GUARD, or remove the hook',
  concerns: ['post-start'],
  check: (plan) => {
    const problems: Problem[] = [];
    for (const planned of plan.byName.values()) {
      if (planned.container.lifecycle?.postStart === undefined) continue;
      const gates = hookGates(planned);
      if (gates.length === 0) continue;
      problems.push({ container: planned.name, field: 'lifecycle.postStart', message: `${wait(gates.map((edge) => edge.dependent))} for "${planned.name}" in a postStart hook, but "${planned.name}" already has a postStart hook`, cure: choice(use(gates.every((edge) => byNative(plan, edge) !== undefined) ? byNative(plan, gates[0]!) : undefined), use(byGuard(plan, gates)), 'remove the hook') });
    }
    return problems;
  },
};
