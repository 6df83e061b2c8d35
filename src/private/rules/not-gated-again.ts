import { guardGates } from '../plan/gate';
import { byGuard } from '../remedy';
import { type Problem, quoted, type Rule, sorted } from './rule';

export const notGatedAgain: Rule = {
  id: 'not-gated-again',
  severity: 'info',
  title: 'only a guard waits again when its container restarts',
  cure: 'use Mechanism.GUARD if the container must wait again',
  check: (plan) => {
    const problems: Problem[] = [];
    for (const planned of plan.byName.values()) {
      if (planned.placement === 'init') continue;
      const again = new Set(guardGates(planned).map(({ dependency }) => dependency));
      const edges = planned.waitsFor.filter(({ mechanism, dependency }) => mechanism !== 'order' && !again.has(dependency));
      const once = edges.map(({ dependency }) => dependency);
      const guard = edges.length === 0 ? undefined : byGuard(plan, edges);
      if (once.length > 0) problems.push({ container: planned.name, cure: guard === undefined ? 'make the command of the container wait, if it must wait again' : `use ${guard} if the container must wait again`, message: `"${planned.name}" waits for ${quoted(sorted(once))} when the Pod starts, and not again when "${planned.name}" alone restarts` });
    }
    return problems;
  },
};
