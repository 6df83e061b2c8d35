import type { Plan, PlannedContainer } from '../plan/plan';
import { type Problem, type Rule, wait } from './rule';

export const initContainerNotSidecar: Rule = {
  id: 'init-container-not-sidecar',
  severity: 'error',
  title: 'a plain init container ends before the next container starts, so nothing can wait for it as a sidecar',
  cure: 'declare asSidecar() on the init container, or wait for Condition.SUCCEEDED and remove readyWhen',
  check: (plan) => {
    const problems: Problem[] = [];
    for (const planned of plan.byName.values()) {
      const problem = planned.role === 'init' && planned.placement === 'init' ? problemOf(plan, planned) : undefined;
      if (problem !== undefined) problems.push({ container: planned.name, ...problem });
    }
    return problems;
  },
};

function problemOf(plan: Plan, planned: PlannedContainer): Problem | undefined {
  const { name, declared } = planned;
  if (declared.sidecar === true) {
    return {
      message: `"${name}" is an init container with asSidecar(), but Kubernetes 1.${plan.minor} has no native sidecars and waits for its end`,
      cure: 'move the container from initContainers to containers, or set kubernetesVersion to 1.29 or newer',
    };
  }
  const dependents = planned.awaitedBy.filter((edge) => edge.condition === 'healthy').map((edge) => edge.dependent);
  if (dependents.length > 0) {
    return {
      message: `${wait(dependents)} until "${name}" is healthy, but "${name}" is a plain init container, which ends before the next container starts`,
      ...(declared.check === undefined ? { cure: 'wait for Condition.SUCCEEDED, or declare asSidecar() and readyWhen(Check.httpGet(…))' } : {}),
    };
  }
  return declared.check === undefined
    ? undefined
    : { message: `a check is declared for "${name}", but plain init containers end before the next container starts` };
}
