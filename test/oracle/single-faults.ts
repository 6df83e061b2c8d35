import { withBehaviour, type CompiledPod } from './model/compile';
import type { Dependency } from './model/judge';
import type { Kubelet, PlayOptions, TimedStrike } from './model/kubelet';
import type { Behaviour } from './model/program';

export type FaultKind =
  | 'none' | 'slow' | 'never ready' | 'says failed' | 'crashes' | 'exits with 0' | 'image missing' | 'never ends'
  | 'fails' | 'binary missing' | 'restarts' | 'starts again'
  | 'kubelet restarts' | 'containerd restarts' | 'node restarts' | 'pod deleted' | 'elsewhere answers';

/** What goes wrong with a container that another one waits for. */
const FAULTS_OF: Readonly<Record<Dependency['condition'], readonly FaultKind[]>> = {
  healthy: ['slow', 'never ready', 'says failed', 'crashes', 'exits with 0'],
  succeeded: ['slow', 'never ends', 'fails'],
  completed: ['slow', 'never ends', 'fails'],
  started: ['crashes'],
};

/** One thing that goes wrong, in one Pod. */
export interface Fault {
  readonly kind: FaultKind;
  /** The container that has it. @default - the whole Pod */
  readonly container?: string;
  /** Milliseconds after the Pod was bound. */
  readonly at?: number;
}

const LATE = 40_000;

/**
 * Every single fault of a Pod, from none on.
 *
 * @param waiters the containers whose image is said to have the waiter
 * @param moments milliseconds after the Pod was bound, at which something strikes from outside
 */
export function singleFaults(dependencies: readonly Dependency[], waiters: ReadonlySet<string>, moments: readonly number[]): Fault[] {
  const faults: Fault[] = [{ kind: 'none' }, { kind: 'elsewhere answers' }];
  const seen = new Set<string>();
  const add = (kind: FaultKind, container: string): void => {
    if (seen.has(`${kind} ${container}`)) return;
    seen.add(`${kind} ${container}`);
    faults.push({ kind, container });
  };
  for (const { dependent, dependency, condition, again } of dependencies) {
    add('image missing', dependency);
    for (const name of [dependent, dependency]) if (waiters.has(name)) add('binary missing', name);
    for (const name of [dependent, dependency]) add('restarts', name);
    for (const kind of FAULTS_OF[condition]) add(kind, dependency);
    if (again && condition === 'healthy') add('starts again', dependency);
  }
  for (const at of moments) for (const kind of ['kubelet restarts', 'containerd restarts'] as const) faults.push({ kind, at });
  const middle = moments[moments.length >> 1];
  if (middle !== undefined) faults.push({ kind: 'node restarts', at: middle }, { kind: 'pod deleted', at: middle });
  return faults;
}

/** A Pod that has a fault. */
export function faultyPod(healthy: CompiledPod, { kind, container }: Fault, compileWithout: (name: string) => CompiledPod): CompiledPod {
  const own = healthy.all.find(({ name }) => name === container);
  if (own === undefined) return healthy;
  if (kind === 'binary missing') return compileWithout(own.name);
  return withBehaviour(healthy, own.name, { ...own.behaviour, ...changeOf(kind, own.behaviour) });
}

function changeOf(kind: FaultKind, { readyAfter }: Behaviour): Partial<Behaviour> {
  switch (kind) {
    case 'slow': return { readyAfter: readyAfter + LATE, endsAfter: LATE };
    case 'never ready': return { readyAfter: Infinity, endsAfter: Infinity };
    case 'says failed': return { readyAfter: Infinity, endsAfter: Infinity, saysFailed: true };
    case 'crashes': return { readyAfter: Infinity, endsAfter: 1000, code: 1 };
    case 'exits with 0': return { readyAfter: Infinity, endsAfter: 1000, code: 0 };
    case 'image missing': return { imageMissing: true };
    case 'never ends': return { endsAfter: Infinity };
    case 'fails': return { code: 1 };
    // ready once, then not for long; its dependent is killed meanwhile
    case 'starts again': return { unreadyAfter: 30_000, againAfter: 60_000 };
    default: return {};
  }
}

/** What is done to the Pod from outside. */
export function strikeOf(
  { kind, container, at }: Fault, dependencies: readonly Dependency[],
): Pick<PlayOptions, 'strike' | 'elsewhereAnswers'> {
  switch (kind) {
    case 'elsewhere answers': return { elsewhereAnswers: true };
    case 'restarts': return { strike: { strike: 'killed', names: [container!], due: whenStarted([container!], 500) } };
    case 'starts again': return { strike: killedMeanwhile(container!, dependencies) };
    case 'kubelet restarts':
    case 'containerd restarts':
    case 'node restarts':
    case 'pod deleted': return { strike: { strike: kind, due: () => at! } };
    default: return {};
  }
}

function whenStarted(names: readonly string[], later: number): TimedStrike['due'] {
  return ({ states, now }) => {
    const of = states.filter(({ is }) => names.includes(is.name));
    if (of.some(({ startedAt, running }) => startedAt < 0 || !running)) return -1;
    return Math.max(now, Math.max(...of.map(({ startedAt }) => startedAt)) + later);
  };
}

/** The dependents are killed when what they depend on, once ready, is not ready any more. */
function killedMeanwhile(dependency: string, dependencies: readonly Dependency[]): TimedStrike {
  const names = dependencies.filter((each) => each.dependency === dependency && each.again).map(({ dependent }) => dependent);
  const isUnready = ({ states, now }: Kubelet): boolean => {
    const state = states.find(({ is }) => is.name === dependency)!;
    return state.healthyAt >= 0 && state.running && !state.healthy(now);
  };
  return {
    strike: 'killed', names,
    due: (kubelet) => (isUnready(kubelet) && kubelet.states.some(({ is, realAt }) => names.includes(is.name) && realAt >= 0)
      ? kubelet.now
      : -1),
  };
}
