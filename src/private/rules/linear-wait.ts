import { initGates, nativeGates } from '../plan/gate';
import type { Plan } from '../plan/plan';
import { byGuard } from '../remedy';
import { type Problem, quoted, type Rule } from './rule';

export const linearWait: Rule = {
  id: 'linear-wait',
  severity: 'info',
  title: 'native sidecars start one after another, and all later containers wait',
  cure: 'use Mechanism.GUARD if startup time matters: guards wait in parallel',
  check: (plan) => {
    const gates = plan.initOrder.filter((name) => nativeGates(plan.byName.get(name)!).length > 0);
    const awaited = plan.initOrder.filter((name) => gates.includes(name) || initGates(plan.byName.get(name)!).length > 0);
    if (awaited.length === 0) return [];
    const problems: Problem[] = [];
    const unrelated = unrelatedNeighbours(plan, gates);
    if (unrelated.length > 0) problems.push({ container: unrelated[0]!, message: `${quoted(unrelated)} start one after another, although they don't wait for each other`, cure: cureOf(plan, unrelated) });
    const bystanders = plan.regularOrder.filter((name) => plan.byName.get(name)!.waitsFor.length === 0);
    if (bystanders.length > 0) {
      problems.push({ container: bystanders[0]!, message: `${quoted(bystanders)} ${bystanders.length === 1 ? 'depends' : 'depend'} on nothing, but ${bystanders.length === 1 ? 'waits' : 'wait'} for ${quoted(awaited)} too`, cure: cureOf(plan, awaited) });
    }
    return problems;
  },
};

/** The gates with a neighbour in the list that no dependency orders. */
function unrelatedNeighbours(plan: Plan, gates: readonly string[]): string[] {
  const position = new Map(plan.initOrder.map((name, index) => [name, index]));
  const found = new Set<string>();
  for (let index = 1; index < gates.length; index++) {
    const [before, after] = [gates[index - 1]!, gates[index]!];
    if (!dependsOn(plan, position, after, before)) found.add(before).add(after);
  }
  return [...found];
}

/** Checks only the containers between the two in the list, so that all pairs of neighbours together are linear. */
function dependsOn(plan: Plan, position: ReadonlyMap<string, number>, from: string, to: string): boolean {
  const floor = position.get(to)!;
  const seen = new Set([from]);
  for (const name of seen) {
    for (const { dependency } of plan.byName.get(name)!.waitsFor) {
      if (dependency === to) return true;
      if ((position.get(dependency) ?? -1) > floor) seen.add(dependency);
    }
  }
  return false;
}

function cureOf(plan: Plan, gates: readonly string[]): string {
  const guard = byGuard(plan, gates.flatMap((name) => [...nativeGates(plan.byName.get(name)!), ...initGates(plan.byName.get(name)!)]));
  return guard === undefined ? 'declare the dependency, if there is one' : `use ${guard} if startup time matters: guards wait in parallel`;
}
