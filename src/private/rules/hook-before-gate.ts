import { guardGates } from '../plan/gate';
import type { Plan, PlannedContainer } from '../plan/plan';
import { byNative, choice } from '../remedy';
import { quoted, type Rule, sorted } from './rule';

export const hookBeforeGate: Rule = {
  id: 'hook-before-gate',
  severity: 'warning',
  title: 'a guard delays the command of its container, but not the postStart hook',
  cure: 'move the work of the hook into the command of the container, or use Mechanism.NATIVE, which creates the container after the gate has opened',
  concerns: ['guard'],
  check: (plan) => [...plan.byName.values()].filter(hookRunsEarly).map((planned) => ({
    container: planned.name,
    field: 'lifecycle.postStart',
    cure: choice(
      'move the work of the hook into the command of the container',
      canAllBeNative(plan, planned) ? 'use Mechanism.NATIVE, which creates the container after the gate has opened' : undefined,
    ),
    message: `the postStart hook of "${planned.name}" runs before its gate opens: the kubelet runs the hook while the guard still waits for ${quoted(sorted(guardedBy(planned)))}`,
  })),
};

function canAllBeNative(plan: Plan, planned: PlannedContainer): boolean {
  return guardGates(planned).every((edge) => byNative(plan, edge) !== undefined);
}

/** The kubelet runs a hook of the container when the guard starts. */
export function hookRunsEarly(planned: PlannedContainer): boolean {
  return planned.container.lifecycle?.postStart !== undefined && guardedBy(planned).length > 0;
}

function guardedBy(planned: PlannedContainer): string[] {
  return guardGates(planned).map(({ dependency }) => dependency);
}
