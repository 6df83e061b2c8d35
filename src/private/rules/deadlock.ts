import { portsOf } from '../check-parts';
import { looksElsewhere } from '../check-target';
import { NATIVE_SIDECAR_MINOR } from '../kubernetes-version';
import { declaredPorts } from '../plan/declared-ports';
import { hasHealthDependents, initGates } from '../plan/gate';
import type { Plan, PlannedContainer } from '../plan/plan';
import { hasStartupProbe, keepsOwnProbe, startedByProbe } from '../plan/startup-probe';
import { isResolved, resolveCheck } from '../resolved-check';
import { type Problem, quoted, type Rule, sorted } from './rule';

export const deadlock: Rule = {
  id: 'deadlock',
  severity: 'error',
  title: 'an init container must not wait for a container that starts only after the init containers',
  cure: 'declare asSidecar() on the container that must start first, or remove this dependency',
  check: (plan) => [...waitingGuards(plan), ...probedTooEarly(plan)],
};

/** A guard in the init phase that waits for a regular container. */
function waitingGuards(plan: Plan): Problem[] {
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
      ...(plan.minor < NATIVE_SIDECAR_MINOR ? { cure: 'remove this dependency' } : {}),
    });
  }
  return problems;
}

/** A native sidecar whose own startup probe checks a port of containers that the kubelet creates only when that probe has passed. */
function probedTooEarly(plan: Plan): Problem[] {
  const probed = plan.initOrder
    .map((name) => plan.byName.get(name)!)
    .filter((planned) => startedByProbe(planned) !== undefined && !isItsCheck(planned));
  if (probed.length === 0) return [];
  const declared = declaredPorts(plan);
  const position = new Map([...plan.initOrder, ...plan.regularOrder].map((name, index) => [name, index]));
  return probed.flatMap((planned): Problem[] => {
    const { name, container } = planned;
    const resolution = resolveCheck(container, undefined);
    const [port] = isResolved(resolution) && !looksElsewhere(resolution.check) ? portsOf(resolution.check) : [];
    if (port === undefined) return [];
    const owners = declared.get(port) ?? [];
    if (owners.length === 0 || owners.some((owner) => position.get(owner)! <= position.get(name)!)) return [];
    return [{
      container: name,
      field: 'startupProbe',
      message: `the startupProbe of "${name}" checks port ${port} of ${quoted(sorted(owners))}, which the kubelet creates only after that probe has passed: neither ever starts`,
      cure: `set a port of "${name}" in the startupProbe, or remove the startupProbe`,
    }];
  });
}

/** Then `port-of-another-container` reports it. */
function isItsCheck(planned: PlannedContainer): boolean {
  return keepsOwnProbe(planned) && hasHealthDependents(planned);
}

/**
 * For each container that the end of the init phase needs, the container that blocks the phase: itself, or one that waits for it.
 */
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

/** The kubelet continues when an init container has ended, and when a native sidecar has passed its startup probe. */
function holdsInitPhase(planned: PlannedContainer): boolean {
  return planned.placement === 'init' || hasStartupProbe(planned) || initGates(planned).length > 0;
}

function whatHolds(planned: PlannedContainer): string {
  if (planned.placement === 'init') return `the init container "${planned.name}" has ended`;
  if (!hasStartupProbe(planned)) return `the native sidecar "${planned.name}" is ready, for which an init container waits`;
  return `the native sidecar "${planned.name}" has passed its startupProbe`;
}
