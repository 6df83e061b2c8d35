import { mechanismText } from '../mechanism-text';
import type { Plan, PlannedContainer, PlannedEdge } from '../plan/plan';
import { isForeign } from '../pod-view';
import { byGuard, choice, healthy, use } from '../remedy';
import type { Problem, Rule } from './rule';

export const conditionNotSupported: Rule = {
  id: 'condition-not-supported',
  severity: 'error',
  title: 'a mechanism must be able to see the condition that it waits for',
  cure: 'remove the mechanism, or use Mechanism.GUARD for this dependency',
  check: (plan) => {
    const problems: Problem[] = [];
    for (const edge of plan.edges) {
      const dependency = plan.byName.get(edge.dependency)!;
      const problem = isForeign(dependency) ? ofForeign(edge) : problemOf(plan, edge, dependency);
      if (problem !== undefined) problems.push({ container: edge.dependency, ...problem });
    }
    return problems;
  },
};

/** Only a guard of ours tells of starts and ends. */
function ofForeign({ dependent, dependency, condition }: PlannedEdge): Problem | undefined {
  return condition === 'healthy' ? undefined : {
    message: `"${dependent}" waits until "${dependency}" has ${condition}, but "${dependency}" is injected at admission: only its check can be seen`,
    cure: 'wait for Condition.HEALTHY',
  };
}

function problemOf(plan: Plan, edge: PlannedEdge, dependency: PlannedContainer): Problem | undefined {
  if (edge.condition !== 'completed' && edge.condition !== 'succeeded') return undefined;
  const { dependent, condition, mechanism } = edge;
  const waits = `"${dependent}" waits until "${dependency.name}" has ${condition}`;
  if (mechanism === 'order') {
    return condition === 'succeeded' ? undefined : {
      message: `${waits}, with any exit code, but "${dependency.name}" is a plain init container: the kubelet starts later containers only after exit code 0`,
      cure: 'wait for Condition.SUCCEEDED',
    };
  }
  if (dependency.sidecar || (mechanism === 'guard' && dependency.placement === 'native')) {
    return {
      message: `${waits}, but "${dependency.name}" is a sidecar, which ends only after "${dependent}"`,
      cure: `wait for ${choice('Condition.STARTED', healthy(dependency))}${canEnd(edge, dependency) ? ', or remove asSidecar()' : ''}`,
    };
  }
  return mechanism === 'guard' ? undefined : {
    message: `${waits}, which ${mechanismText(mechanism)} can't see`,
    cure: choice(
      ...(condition === 'succeeded' ? ['remove the mechanism'] : []),
      use(byGuard(plan, [edge])),
      ...(condition === 'succeeded' ? [] : ['wait for Condition.SUCCEEDED without a mechanism']),
    ),
  };
}

/** Without asSidecar() the dependency becomes an init container. */
function canEnd({ condition, onTimeout, regate }: PlannedEdge, { declared, role, awaitedBy }: PlannedContainer): boolean {
  return declared.sidecar === true && role !== 'native' && condition === 'succeeded'
    && onTimeout !== 'continue' && !regate && awaitedBy.length === 1;
}
