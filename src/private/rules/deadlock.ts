import type { Plan, PlannedContainer } from '../plan';
import { hasStartupProbe } from './rendered-startup-probe';
import type { Problem, Rule } from './rule';

export const deadlock: Rule = {
  id: 'deadlock',
  severity: 'error',
  title: 'nothing that holds the init phase may wait for a container that starts only after it',
  cure: 'declare asSidecar() on the container that is waited for, or remove this dependency',
  concerns: ['guard'],
  check: (plan) => {
    const crossing = plan.edges.filter((edge) => edge.mechanism === 'guard'
      && plan.byName.get(edge.dependent)!.placement !== 'regular' && plan.byName.get(edge.dependency)!.placement === 'regular');
    if (crossing.length === 0) return [];
    const holder = holders(plan);
    const problems: Problem[] = [];
    for (const { dependent, dependency } of crossing) {
      const held = holder.get(dependent);
      if (held === undefined) continue;
      const behind = held === dependent ? '' : `, and "${held}" waits for "${dependent}"`;
      problems.push({
        container: dependent,
        message: `"${dependent}" waits for "${dependency}", which starts only after ${whatHolds(plan.byName.get(held)!)}${behind}: neither ever starts`,
      });
    }
    return problems;
  },
};

/** For each container of the init phase that must get ahead for the phase to end, the one that holds the phase: itself, or one that waits for it. */
function holders(plan: Plan): Map<string, string> {
  const holder = new Map<string, string>();
  for (const name of plan.graph.topologicalOrder().reverse()) {
    const planned = plan.byName.get(name)!;
    if (planned.placement === 'regular') continue;
    const behind = planned.awaitedBy.find((edge) => holder.has(edge.dependent));
    if (holdsInitPhase(planned)) holder.set(name, name);
    else if (behind !== undefined) holder.set(name, holder.get(behind.dependent)!);
  }
  return holder;
}

/** The kubelet goes on when an init container has ended, and when a native sidecar has passed its startup probe. */
function holdsInitPhase(planned: PlannedContainer): boolean {
  return planned.placement === 'init' || hasStartupProbe(planned);
}

function whatHolds(planned: PlannedContainer): string {
  return planned.placement === 'init' ? `the init container "${planned.name}" has ended` : `the native sidecar "${planned.name}" has passed its startupProbe`;
}
