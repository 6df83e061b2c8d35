import { probeBudgetSeconds } from '../check-probe';
import { durationText } from '../duration-text';
import { mechanismText } from '../mechanism-text';
import { nativeGates, hookGates } from '../plan/gate';
import type { Plan, PlannedContainer, PlannedEdge } from '../plan/plan';
import { keepsOwnProbe, secondsText } from '../plan/startup-probe';
import { byGuard, choice, use } from '../remedy';
import { isResolved } from '../resolved-check';
import type { Problem, Rule } from './rule';

export const timeoutNotEnforced: Rule = {
  id: 'timeout-not-enforced',
  severity: 'info',
  title: 'a timeout that was given holds only where something looks at the clock for this dependency',
  cure: 'use Mechanism.GUARD for this dependency, or leave the timeout out',
  check: (plan) => {
    const problems: Problem[] = [];
    for (const edge of plan.edges) {
      if (!edge.timeoutGiven || edge.onTimeout === 'block' || edge.mechanism === 'guard') continue;
      const problem = problemOf(plan, edge, plan.byName.get(edge.dependency)!);
      if (problem !== undefined) problems.push({ container: edge.dependency, ...problem, message: `"${edge.dependent}" is to wait ${durationText(edge.timeoutMs)} for "${edge.dependency}", but ${problem.message}` });
    }
    return problems;
  },
};

function problemOf(plan: Plan, edge: PlannedEdge, dependency: PlannedContainer): Problem | undefined {
  if (edge.mechanism === 'order') return ofInitContainer(plan, edge, dependency);
  if (edge.condition === 'started') return { message: `for its start ${mechanismText(edge.mechanism)} waits however long it takes`, cure: choice(guardFor(plan, edge), 'leave the timeout out') };
  return edge.mechanism === 'native' && keepsOwnProbe(dependency) ? ofOwnProbe(edge, dependency) : ofSharedGate(plan, edge, dependency);
}

function ofInitContainer(plan: Plan, edge: PlannedEdge, { name, role }: PlannedContainer): Problem {
  const deadline = deadlineCure(plan.pod.outline.kind);
  const byItself = `let the command of "${name}" give up by itself`;
  return {
    message: `"${name}" is a plain init container: the kubelet waits for its end however long it takes`,
    cure: choice(`leave the timeout out, and ${deadline ?? byItself}`, role === 'regular' ? guardFor(plan, edge) : undefined),
  };
}

function deadlineCure(kind: string): string | undefined {
  if (kind === 'Pod' || kind === 'Job') return `set activeDeadlineSeconds of the ${kind}`;
  return kind === 'CronJob' ? 'set activeDeadlineSeconds of its Job' : undefined;
}

/** A shorter one is a warning: `startup-budget`. */
function ofOwnProbe(edge: PlannedEdge, { name, container }: PlannedContainer): Problem | undefined {
  const seconds = probeBudgetSeconds(container.startupProbe!);
  return seconds * 1000 <= edge.timeoutMs ? undefined : {
    message: `its gate is the startupProbe that "${name}" has of its own, which waits ${secondsText(seconds)}`,
    cure: 'lower the failureThreshold of the startupProbe, or remove it and declare readyWhen',
  };
}

/** One probe or hook lasts as long as the longest of all that wait for it, and for ever while its container may wait for ever itself. */
function ofSharedGate(plan: Plan, edge: PlannedEdge, dependency: PlannedContainer): Problem | undefined {
  const [gates, place] = edge.mechanism === 'post-start'
    ? [hookGates(dependency), 'postStart hook'] as const
    : [nativeGates(dependency), 'startupProbe'] as const;
  const longest = gates.reduce((most, gate) => (gate.timeoutMs > most.timeoutMs ? gate : most), edge);
  if (longest !== edge) {
    return {
      message: `one ${place} is the gate of "${longest.dependent}" too, and waits ${durationText(longest.timeoutMs)}`,
      cure: choice('give both the same timeout', guardFor(plan, edge)),
    };
  }
  const slow = edge.mechanism === 'native' ? slowTry(dependency) : undefined;
  if (slow !== undefined) return slow;
  const held = dependency.waitsFor.find((own) => own.mechanism === 'guard' && own.onTimeout === 'block');
  return held === undefined || edge.onTimeout === 'continue' ? undefined : {
    message: `its ${place} waits for ever, since "${dependency.name}" may wait for ever for "${held.dependency}" behind its own guard`,
    cure: choice(guardFor(plan, edge), `use OnTimeout.FAIL for that of "${dependency.name}" on "${held.dependency}"`),
  };
}

/** The threshold counts tries of a second. */
function slowTry({ check }: PlannedContainer): Problem | undefined {
  if (check === undefined || !isResolved(check) || (check.attemptSeconds ?? 1) <= 1) return undefined;
  return {
    message: `its startupProbe tries once a second, and one try of the ${check.source} may take ${check.attemptSeconds!} s: a try that hangs is waited for`,
    cure: choice(`set timeoutSeconds of the ${check.source} to 1`, 'declare readyWhen'),
  };
}

function guardFor(plan: Plan, edge: PlannedEdge): string | undefined {
  const guard = use(byGuard(plan, [edge]));
  return guard === undefined ? undefined : `${guard} for this dependency`;
}
