import { partsOf } from '../check-parts';
import { probeBudgetSeconds, wholeSeconds } from '../check-probe';
import { ATTEMPT_MS } from '../check-target';
import { durationText } from '../duration-text';
import { mechanismText } from '../mechanism-text';
import { guardGates, hookGates, initGates, nativeGates } from '../plan/gate';
import type { Plan, PlannedContainer, PlannedEdge } from '../plan/plan';
import { keepsOwnProbe, secondsText } from '../plan/startup-probe';
import { byGuard, choice, use } from '../remedy';
import { isResolved } from '../resolved-check';
import type { Problem, Rule } from './rule';

export const timeoutNotEnforced: Rule = {
  id: 'timeout-not-enforced',
  severity: 'info',
  title: 'a timeout has an effect only if the mechanism can enforce it',
  cure: 'use Mechanism.GUARD for this dependency, or remove the timeout',
  check: (plan) => {
    const problems: Problem[] = [];
    for (const edge of plan.edges) {
      if (!edge.timeoutGiven || edge.onTimeout === 'block' || edge.mechanism === 'guard') continue;
      const problem = problemOf(plan, edge, plan.byName.get(edge.dependency)!);
      if (problem !== undefined) problems.push({ container: edge.dependency, ...problem, message: `"${edge.dependent}" must wait at most ${durationText(edge.timeoutMs)} for "${edge.dependency}", but ${problem.message}` });
    }
    return problems;
  },
};

function problemOf(plan: Plan, edge: PlannedEdge, dependency: PlannedContainer): Problem | undefined {
  if (edge.mechanism === 'order') return ofInitContainer(plan, edge, dependency);
  if (edge.condition === 'started') return { message: `${mechanismText(edge.mechanism)} waits for its start without a timeout`, cure: choice(guardFor(plan, edge), 'remove the timeout') };
  return edge.mechanism === 'native' && keepsOwnProbe(dependency) ? ofOwnProbe(edge, dependency) : ofSharedGate(plan, edge, dependency);
}

function ofInitContainer(plan: Plan, edge: PlannedEdge, { name, role }: PlannedContainer): Problem {
  const deadline = deadlineCure(plan.pod.outline.kind);
  const byItself = `make the command of "${name}" exit after the timeout`;
  return {
    message: `"${name}" is a plain init container: the kubelet waits for its end without a timeout`,
    cure: choice(`remove the timeout, and ${deadline ?? byItself}`, role === 'regular' ? guardFor(plan, edge) : undefined),
  };
}

function deadlineCure(kind: string): string | undefined {
  if (kind === 'Pod' || kind === 'Job') return `set activeDeadlineSeconds of the ${kind}`;
  return kind === 'CronJob' ? 'set activeDeadlineSeconds of its Job' : undefined;
}

/** A shorter probe is a warning: `startup-budget`. */
function ofOwnProbe(edge: PlannedEdge, { name, container }: PlannedContainer): Problem | undefined {
  const seconds = probeBudgetSeconds(container.startupProbe!);
  return seconds * 1000 <= edge.timeoutMs ? undefined : {
    message: `its gate is the startupProbe of "${name}", which waits ${secondsText(seconds)}`,
    cure: 'lower the failureThreshold of the startupProbe, or remove the startupProbe and declare readyWhen',
  };
}

/** One probe or hook lasts as long as the longest timeout of its dependents, and for ever if its own container may wait for ever. */
function ofSharedGate(plan: Plan, edge: PlannedEdge, dependency: PlannedContainer): Problem | undefined {
  const { gates, place } = sharedGate(edge, dependency);
  const longest = gates.reduce((most, gate) => (gate.timeoutMs > most.timeoutMs ? gate : most), edge);
  if (longest !== edge) {
    return {
      message: `its ${place} is also the gate of "${longest.dependent}", and waits ${durationText(longest.timeoutMs)}`,
      cure: choice('give both the same timeout', guardFor(plan, edge)),
    };
  }
  const slow = edge.mechanism === 'native' ? slowTry(dependency) : undefined;
  if (slow !== undefined) return slow;
  const held = guardGates(dependency).find((own) => own.onTimeout === 'block');
  return held === undefined || edge.onTimeout === 'continue' ? undefined : {
    message: `its ${place} waits for ever because the guard of "${dependency.name}" may wait for ever for "${held.dependency}"`,
    cure: choice(guardFor(plan, edge), `use OnTimeout.FAIL for the dependency of "${dependency.name}" on "${held.dependency}"`),
  };
}

function sharedGate({ mechanism }: PlannedEdge, dependency: PlannedContainer): { gates: PlannedEdge[]; place: string } {
  switch (mechanism) {
    case 'post-start': return { gates: hookGates(dependency), place: 'postStart hook' };
    case 'init-waiter': return { gates: initGates(dependency), place: 'init container' };
    default: return { gates: nativeGates(dependency), place: 'startupProbe' };
  }
}

/** The threshold counts attempts of one period. */
function slowTry({ check: resolution }: PlannedContainer): Problem | undefined {
  if (resolution === undefined || !isResolved(resolution)) return undefined;
  const { source, check } = resolution;
  const { timeoutMs = ATTEMPT_MS, intervalMs = ATTEMPT_MS } = partsOf(check)[0]!;
  const [attempt, period] = [wholeSeconds(timeoutMs), wholeSeconds(intervalMs)];
  if (attempt <= period) return undefined;
  const [subject, cure] = source === 'readyWhen'
    ? ['check', choice(`give the check an interval of ${attempt} s or more`, `a timeout of ${period} s or less`)]
    : [source, choice(`set timeoutSeconds of the ${source} to 1`, 'declare readyWhen')];
  return { message: `its startupProbe runs ${period === 1 ? 'once a second' : `every ${period} s`}, and one attempt of the ${subject} may take ${attempt} s`, cure };
}

function guardFor(plan: Plan, edge: PlannedEdge): string | undefined {
  const guard = use(byGuard(plan, [edge]));
  return guard === undefined ? undefined : `${guard} for this dependency`;
}
