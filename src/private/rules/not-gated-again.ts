import { byGuard } from '../remedy';
import { type Problem, quoted, type Rule, sorted } from './rule';

export const notGatedAgain: Rule = {
  id: 'not-gated-again',
  severity: 'info',
  title: 'only a guard waits again when its container is restarted',
  cure: 'use Mechanism.GUARD for the dependency, if it matters',
  check: (plan) => {
    const problems: Problem[] = [];
    for (const planned of plan.byName.values()) {
      if (planned.placement === 'init') continue;
      const again = new Set(planned.waitsFor.filter(({ mechanism }) => mechanism === 'guard').map(({ dependency }) => dependency));
      const edges = planned.waitsFor.filter(({ mechanism, dependency }) => mechanism !== 'order' && !again.has(dependency));
      const once = edges.map(({ dependency }) => dependency);
      const guard = edges.length === 0 ? undefined : byGuard(plan, edges);
      if (once.length > 0) problems.push({ container: planned.name, cure: guard === undefined ? 'let the command of the container wait, if it matters' : `use ${guard} for the dependency, if it matters`, message: `"${planned.name}" waits for ${quoted(sorted(once))} when the Pod starts, and not again when "${planned.name}" alone is restarted` });
    }
    return problems;
  },
};
