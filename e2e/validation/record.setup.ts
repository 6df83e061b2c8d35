// Keeps every Pod that a unit test renders, so that a real API server can judge it; see record.config.mts.
import { createHash } from 'node:crypto';
import { mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, vi } from 'vitest';
import type { Plan } from '../../src/private/plan/plan';
import type { PodTemplate } from '../../src/private/pod-template';
import type { PodPatch } from '../../src/private/render/patch';
import { RULES } from '../../src/private/rules/index';
import { applyRule } from '../../src/private/rules/rule';
import type { RecordedPod } from './recorded';

const folder = process.env.E2E_RECORDED!;
mkdirSync(folder, { recursive: true });

/** The errors of the plan that a patch was rendered from: some tests render what synthesis would refuse. */
const errors = new WeakMap<PodPatch, string[]>();

vi.mock('../../src/private/render/render', async (original) => {
  const module = await original<{ renderPlan: (plan: Plan) => PodPatch }>();
  return {
    ...module,
    renderPlan: (plan: Plan) => {
      const patch = module.renderPlan(plan);
      errors.set(patch, RULES.filter(({ severity }) => severity === 'error').flatMap((rule) => applyRule(rule, plan).map(({ id }) => id)));
      return patch;
    },
  };
});

vi.mock('../../src/private/render/patch', async (original) => {
  const module = await original<{ applyPatch: (patch: PodPatch, template: PodTemplate) => void }>();
  return {
    ...module,
    applyPatch: (patch: PodPatch, template: PodTemplate) => {
      const own = containerNames(template);
      module.applyPatch(patch, template);
      const found = errors.get(patch);
      // a patch that a test has written by hand is no order
      if (found === undefined) return;
      keep({ test: `${testFile()} > ${expect.getState().currentTestName ?? 'while it is loaded'}`, errors: found, own, metadata: template.holder.metadata ?? {}, spec: template.spec });
    },
  };
});

function containerNames({ spec }: PodTemplate): string[] {
  return [...(spec.initContainers ?? []), ...(spec.containers ?? [])].map(({ name }) => name);
}

function testFile(): string {
  return (expect.getState().testPath ?? '').replace(/^.*\/test\//, '');
}

/** Each different Pod once. */
function keep(pod: RecordedPod): void {
  const digest = createHash('sha256').update(JSON.stringify([pod.metadata, pod.spec])).digest('hex').slice(0, 24);
  writeFileSync(join(folder, `${digest}.json`), JSON.stringify(pod));
}
