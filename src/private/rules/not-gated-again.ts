import { type Problem, quoted, type Rule, sorted } from './rule';

export const notGatedAgain: Rule = {
  id: 'not-gated-again',
  severity: 'info',
  title: 'only a guard waits again when its container is restarted',
  cure: 'declare the dependency with { regate: true } if it matters',
  check: (plan) => {
    const problems: Problem[] = [];
    for (const planned of plan.byName.values()) {
      if (planned.placement === 'init') continue;
      const again = new Set(planned.waitsFor.filter(({ mechanism }) => mechanism === 'guard').map(({ dependency }) => dependency));
      const once = planned.waitsFor.filter(({ mechanism, dependency }) => mechanism !== 'order' && !again.has(dependency)).map(({ dependency }) => dependency);
      if (once.length > 0) problems.push({ container: planned.name, message: `"${planned.name}" waits for ${quoted(sorted(once))} when the Pod starts, and not again when "${planned.name}" alone is restarted` });
    }
    return problems;
  },
};
