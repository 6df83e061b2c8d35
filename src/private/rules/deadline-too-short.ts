import { probeBudgetSeconds } from '../check-probe';
import { gateTime, initGates, nativeGates } from '../plan/gate';
import type { Plan } from '../plan/plan';
import { startedByProbe } from '../plan/startup-probe';
import { type Problem, quoted, type Rule } from './rule';

export const deadlineTooShort: Rule = {
  id: 'deadline-too-short',
  severity: 'warning',
  title: 'the deadline of a workload must be longer than its timeouts',
  cure: 'raise the deadline, or shorten the timeouts',
  check: (plan) => {
    const { activeDeadlineSeconds, progressDeadlineSeconds } = plan.pod.outline;
    const deadlines = [['activeDeadlineSeconds', activeDeadlineSeconds], ['progressDeadlineSeconds', progressDeadlineSeconds]] as const;
    const row = rowOfProbes(plan);
    const all = plan.edges.reduce((sum, edge) => sum + weight(edge), 0);
    if (deadlines.every(([, seconds]) => seconds === undefined || Math.max(all, row.milliseconds) <= seconds * 1000)) return [];
    const chain = longestChain(plan);
    const problems: Problem[] = [];
    for (const [field, seconds] of deadlines) {
      if (seconds === undefined) continue;
      const than = `but the ${field} of this ${plan.pod.outline.kind} is ${seconds} s`;
      if (chain.milliseconds > seconds * 1000) problems.push({ message: `the timeouts of ${chain.names.join(' -> ')} add up to ${chain.milliseconds / 1000} s, ${than}` });
      else if (row.milliseconds > seconds * 1000) problems.push({ message: `the startupProbes of ${quoted(row.names)} may take ${row.milliseconds / 1000} s, one after another, ${than}` });
    }
    return problems;
  },
};

/** What waits for ever has no timeout to add. */
function weight(edge: { readonly onTimeout: string; readonly timeoutMs: number }): number {
  return edge.onTimeout === 'block' ? 0 : edge.timeoutMs;
}

interface Chain {
  readonly names: readonly string[];
  readonly milliseconds: number;
}

/** The chain whose timeouts add up to most, from the last dependent down. */
function longestChain(plan: Plan): Chain {
  const total = new Map<string, number>();
  const next = new Map<string, string>();
  let top = '';
  for (const name of plan.graph.topologicalOrder()) {
    let most = 0;
    for (const edge of plan.byName.get(name)!.waitsFor) {
      const milliseconds = weight(edge) + (total.get(edge.dependency) ?? 0);
      if (milliseconds <= most) continue;
      most = milliseconds;
      next.set(name, edge.dependency);
    }
    total.set(name, most);
    if (most > (total.get(top) ?? 0)) top = name;
  }
  const names = [];
  for (let name: string | undefined = top; name !== undefined; name = next.get(name)) names.push(name);
  return { names, milliseconds: total.get(top) ?? 0 };
}

/** The native sidecars with a startup probe, and the waiters: the kubelet waits for one after the other, whatever they depend on. */
function rowOfProbes({ initOrder, byName, waiters }: Plan): Chain {
  const names: string[] = [];
  let milliseconds = 0;
  for (const name of initOrder) {
    const planned = byName.get(name)!;
    const own = startedByProbe(planned);
    const gates = nativeGates(planned);
    const time = own === undefined && gates.length > 0 ? gateTime(planned, gates) : undefined;
    const takes = own === undefined ? time?.timeoutMs ?? 0 : probeBudgetSeconds(own) * 1000;
    if (takes === 0 || takes === Infinity || time?.forEver === true) continue;
    names.push(name);
    milliseconds += takes;
  }
  for (const { name, sidecars } of waiters) {
    const times = sidecars.map((sidecar) => gateTime(sidecar, initGates(sidecar)));
    if (times.some(({ forEver }) => forEver)) continue;
    names.push(name);
    milliseconds += Math.max(...times.map(({ timeoutMs }) => timeoutMs));
  }
  return { names, milliseconds };
}
