/** Every command that any test renders goes through the waiter's own parser, and says there what the plan promises. */
import { vi } from 'vitest';
import type { Plan } from '../../src/private/plan/plan';
import type { PodPatch } from '../../src/private/render/patch';
import type * as render from '../../src/private/render/render';
import { RULES } from '../../src/private/rules/index';
import { applyRule } from '../../src/private/rules/rule';
import { expectKept } from './contract';

// nothing of it is replaced: what is rendered is looked at on its way
vi.mock('../../src/private/render/render', async (original) => {
  const { renderPlan } = await original<typeof render>();
  return {
    renderPlan: (plan: Plan): PodPatch => {
      const patch = renderPlan(plan);
      try {
        expectKept(plan, patch);
      } catch (error) {
        if (!hasError(plan)) throw error;
      }
      return patch;
    },
  };
});

/** Some tests render what synthesis would refuse. */
function hasError(plan: Plan): boolean {
  return RULES.some((rule) => applyRule(rule, plan).some(({ severity }) => severity === 'error'));
}
