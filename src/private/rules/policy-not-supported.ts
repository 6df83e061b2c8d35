import { NEVER, probeBudgetSeconds } from '../check-probe';
import { durationText } from '../duration-text';
import { mechanismText } from '../mechanism-text';
import { nativeGates } from '../plan/gate';
import type { Plan, PlannedContainer, PlannedEdge } from '../plan/plan';
import { hasStartupProbe, keepsOwnProbe } from '../plan/startup-probe';
import { byGuard, choice } from '../remedy';
import type { Problem, Rule } from './rule';

export const policyNotSupported: Rule = {
  id: 'policy-not-supported',
  severity: 'error',
  title: 'a mechanism must support the onTimeout of its dependency',
  cure: 'use Mechanism.GUARD for this dependency, or OnTimeout.FAIL or OnTimeout.BLOCK',
  check: (plan) => {
    const problems: Problem[] = [];
    for (const edge of plan.edges) {
      const problem = problemOf(plan, edge);
      if (problem !== undefined) problems.push({ container: edge.dependency, ...problem });
    }
    return problems;
  },
};

/** Only a guard or a hook can start the dependent anyway, and a startup probe also blocks a guard. */
function goingOn(plan: Plan, edge: PlannedEdge): Problem | undefined {
  const { dependent, dependency, mechanism, timeoutMs } = edge;
  if (mechanism === 'post-start') return undefined;
  const planned = plan.byName.get(dependency)!;
  const start = `"${dependent}" must start after ${durationText(timeoutMs)} even without "${dependency}" (continue)`;
  if (mechanism !== 'guard' && mechanism !== 'init-waiter') {
    return {
      message: `${start}, which ${mechanismText(mechanism)} can't do`,
      cure: `use ${choice(goesOn(planned, edge) ? byGuard(plan, [edge]) : undefined, 'OnTimeout.FAIL', 'OnTimeout.BLOCK')}`,
    };
  }
  if (planned.placement !== 'native') return undefined;
  if (nativeGates(planned).length > 0) {
    return {
      message: `${start}, but "${dependency}" is a native sidecar whose startupProbe is the gate of other containers and also blocks "${dependent}"`,
      cure: `use ${choice(...all(byGuard(plan, planned.awaitedBy.filter((other) => other.mechanism !== 'guard'))), 'OnTimeout.FAIL', 'OnTimeout.BLOCK')}`,
    };
  }
  return !hasStartupProbe(planned) ? undefined : {
    message: `${start}, but "${dependency}" is a native sidecar with a startupProbe, which also blocks "${dependent}"`,
    cure: `${planned.declared.check === undefined ? 'remove the startupProbe and declare readyWhen' : 'remove the startupProbe'}, or use OnTimeout.FAIL or OnTimeout.BLOCK`,
  };
}

function problemOf(plan: Plan, edge: PlannedEdge): Problem | undefined {
  if (edge.onTimeout === 'continue') return goingOn(plan, edge);
  return edge.onTimeout === 'block' ? waitingForEver(plan, edge) : undefined;
}

/** The order keeps the startup probe of the container as it is, with its threshold. */
function waitingForEver(plan: Plan, edge: PlannedEdge): Problem | undefined {
  const { dependent, dependency, mechanism, condition } = edge;
  const planned = plan.byName.get(dependency)!;
  if (mechanism !== 'native' || condition !== 'healthy' || !keepsOwnProbe(planned)) return undefined;
  const seconds = probeBudgetSeconds(planned.container.startupProbe!);
  return seconds === Infinity ? undefined : {
    message: `"${dependent}" must wait for "${dependency}" for ever (block), but the gate is the startupProbe of "${dependency}", which gives up after ${seconds} s`,
    cure: `remove the startupProbe and declare readyWhen, or set its failureThreshold to ${NEVER}; or use ${choice(byGuard(plan, [edge]), 'OnTimeout.FAIL')}`,
  };
}

/** No startup probe of the container would block the guard of its dependent. */
function goesOn(planned: PlannedContainer, edge: PlannedEdge): boolean {
  const staysNative = planned.role === 'native' || planned.declared.sidecar === true
    || planned.awaitedBy.some((other) => other !== edge && other.mechanism !== 'guard');
  return !staysNative || (planned.container.startupProbe === undefined && nativeGates(planned).every((other) => other === edge));
}

function all(mechanism: string | undefined): string[] {
  return mechanism === undefined ? [] : [`${mechanism} for every dependency on it`];
}
