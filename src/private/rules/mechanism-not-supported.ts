import { mechanismText } from '../mechanism-text';
import { knownSidecar } from '../injectors';
import { guardGates } from '../plan/gate';
import { isSidecars } from '../plan/mechanism-choice';
import type { Plan, PlannedEdge } from '../plan/plan';
import { isForeign, mayStartLater } from '../pod-view';
import { byGuard, byNative, choice, healthy, use } from '../remedy';
import type { Problem, Rule } from './rule';

export const mechanismNotSupported: Rule = {
  id: 'mechanism-not-supported',
  severity: 'error',
  title: 'a mechanism must be able to enforce its dependency',
  cure: 'use Mechanism.GUARD for this dependency',
  check: (plan) => {
    const problems: Problem[] = [];
    for (const edge of plan.edges) {
      const problem = isForeign(plan.byName.get(edge.dependency)!)
        ? foreignGate(plan, edge)
        : endedBefore(edge) ?? hookAmongInit(plan, edge) ?? startOfGuard(plan, edge) ?? gatedAgain(plan, edge);
      if (problem !== undefined) problems.push({ container: edge.dependent, ...problem });
    }
    return problems;
  },
};

/** Nothing can be rendered into what the manifest does not have. */
function foreignGate(plan: Plan, edge: PlannedEdge): Problem | undefined {
  const { dependent, dependency, mechanism, regate } = edge;
  const planned = plan.byName.get(dependency)!;
  const isLate = mayStartLater(planned);
  const guard = use(byGuard(plan, [edge]));
  const waits = `"${dependent}" waits for "${dependency}" with ${mechanismText(mechanism)}`;
  if (mechanism === 'guard' || mechanism === 'init-waiter') {
    if (regate && mechanism !== 'guard') return gatedAgain(plan, edge);
    const early = mechanism === 'init-waiter' || plan.byName.get(dependent)!.placement !== 'regular';
    return !isLate || !early ? undefined : {
      message: `${waits} among the init containers, but "${dependency}" may be injected as a regular container, which starts after them: neither would ever start`,
      cure: choice(guard, 'declare { native: true } if it is injected as a native sidecar in front'),
    };
  }
  if (mechanism === 'post-start' && isLate && knownSidecar(dependency)?.hold !== undefined) return undefined;
  const place = planned.role === 'outside' ? 'outside of the Pod' : 'injected at admission';
  return {
    message: `${waits}, but "${dependency}" is ${place}: nothing can be rendered into it`,
    cure: choice(guard, isLate ? undefined : 'use Mechanism.INIT_WAITER', 'remove the mechanism'),
  };
}

/** A plain init container ends before any later container starts: another mechanism would have no effect. */
function endedBefore({ dependent, dependency, mechanism, asked }: PlannedEdge): Problem | undefined {
  if (mechanism !== 'order' || asked === undefined || isSidecars(asked)) return undefined;
  return {
    message: `"${dependent}" must wait for "${dependency}" with ${mechanismText(asked)}, but "${dependency}" is a plain init container, which ends before "${dependent}" starts`,
    cure: 'remove the mechanism',
  };
}

function hookAmongInit(plan: Plan, edge: PlannedEdge): Problem | undefined {
  const { dependent, dependency, mechanism } = edge;
  if (mechanism !== 'post-start') return undefined;
  const among = [dependent, dependency].find((name) => plan.byName.get(name)!.placement !== 'regular');
  return among === undefined ? undefined : {
    message: `"${dependent}" waits for "${dependency}" with ${mechanismText(mechanism)}, but "${among}" is one of the init containers, where a hook is no gate`,
    cure: choice(use(byNative(plan, edge)), use(byGuard(plan, [edge])), 'remove this dependency'),
  };
}

/** The kubelet sees the start of the guard, not of the command. */
function startOfGuard(plan: Plan, edge: PlannedEdge): Problem | undefined {
  const { dependent, dependency, mechanism, condition } = edge;
  if (condition !== 'started' || mechanism === 'guard' || mechanism === 'order') return undefined;
  const planned = plan.byName.get(dependency)!;
  const [waits] = guardGates(planned);
  return waits === undefined ? undefined : {
    message: `"${dependent}" waits until "${dependency}" has started, but the guard of "${dependency}" still waits for "${waits.dependency}" then, which ${mechanismText(mechanism)} can't see`,
    cure: choice(
      use(byGuard(plan, [edge])),
      ...(plan.byName.get(waits.dependency)!.placement === 'regular' ? [] : [`wait for ${healthy(planned)}`]),
      'remove this dependency',
    ),
  };
}

function gatedAgain(plan: Plan, edge: PlannedEdge): Problem | undefined {
  const { dependent, dependency, mechanism, regate } = edge;
  if (!regate || mechanism === 'guard') return undefined;
  return {
    message: `"${dependent}" must wait for "${dependency}" again at every restart (regate), which ${mechanismText(mechanism)} can't do`,
    cure: choice(mechanism === 'order' ? undefined : use(byGuard(plan, [edge])), 'remove regate'),
  };
}
