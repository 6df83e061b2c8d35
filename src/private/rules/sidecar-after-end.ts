import { asksForAnEnd } from '../plan/filled-edge';
import { initGates } from '../plan/gate';
import type { Plan, PlannedContainer } from '../plan/plan';
import { hasStartupProbe } from '../plan/startup-probe';
import { type Problem, quoted, type Rule, sorted } from './rule';

export const sidecarAfterEnd: Rule = {
  id: 'sidecar-after-end',
  severity: 'error',
  title: 'a sidecar must not wait until the other containers have ended: the kubelet then stops it',
  cure: 'remove asSidecar() from the container that waits',
  concerns: ['guard'],
  check: (plan) => {
    if (plan.pod.restartPolicy === 'Always') return [];
    const mains = [...plan.byName.values()]
      .filter((planned) => planned.placement === 'regular' && !planned.sidecar)
      .map(({ name }) => name);
    return [...plan.byName.values()].filter(isStopped).flatMap((planned) => problemsOf(plan, planned, mains));
  },
};

/** If a startup probe or an init container of ours blocks the init phase, the rule `deadlock` reports it. */
function isStopped(planned: PlannedContainer): boolean {
  return planned.placement === 'native' ? !hasStartupProbe(planned) && initGates(planned).length === 0 : planned.sidecar;
}

function problemsOf(plan: Plan, { name, role, waitsFor }: PlannedContainer, mains: readonly string[]): Problem[] {
  const ends = waitsFor.filter(({ condition, dependency }) => asksForAnEnd({ condition }) && mains.includes(dependency));
  const awaited = sorted(ends.map(({ dependency }) => dependency));
  if (awaited.length === 0) return [];
  const ended = new Set<string>();
  addEnded(plan, name, ended, new Set());
  const others = mains.filter((main) => !ended.has(main));
  if (others.some((main) => isBehind(plan, main, name))) return [];
  const then = others.length === 0 ? `"${name}" never starts` : `"${name}" starts only if ${quoted(sorted(others))} ${others.length === 1 ? 'runs' : 'run'} longer`;
  return [{
    container: name,
    message: `"${name}" waits for the end of ${quoted(awaited)}, but is a sidecar, which stops when all other containers have ended: ${then}`,
    cure: role === 'native' ? `move "${name}" to containers` : `remove asSidecar() from "${name}"`,
  }];
}

/** Adds the containers that have ended before one of this name starts. */
function addEnded(plan: Plan, name: string, ended: Set<string>, seen: Set<string>): void {
  if (seen.has(name)) return;
  seen.add(name);
  for (const { dependency, condition } of plan.byName.get(name)!.waitsFor) {
    if (asksForAnEnd({ condition })) ended.add(dependency);
    addEnded(plan, dependency, ended, seen);
  }
}

/** The container waits for the other one, directly or through others, so it can't end before. */
function isBehind(plan: Plan, name: string, other: string, seen = new Set<string>()): boolean {
  if (seen.has(name)) return false;
  seen.add(name);
  return plan.byName.get(name)!.waitsFor.some(({ dependency }) => dependency === other || isBehind(plan, dependency, other, seen));
}
