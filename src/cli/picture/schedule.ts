import { OrderGraph } from '../../private/plan/order-graph';
import { isForeign } from '../../private/pod-view';
import type { PicturedContainer, PicturedVerdict, PicturedWorkload } from './model';

/** The times of a container, in steps: one step from its start to its readiness, and a part of a step for each gate. */
export interface Scheduled {
  readonly name: string;
  /** The kubelet has created the container, or checks it for the first time. */
  readonly made: number;
  /** Its own process starts. */
  readonly start: number;
  readonly ready: number;
  /** When each of its gates opens, in the order of time; undefined if the dependency never starts. */
  readonly doors: readonly Door[];
}

export interface Door {
  readonly dependency: string;
  readonly at: number;
  readonly verdict: PicturedVerdict;
}

/** The width of a gate in the drawing: space for its door. */
export const DOOR_STEPS = 0.34;

/**
 * A start of the Pod in which every container needs the same time: a manifest has the order, not the times.
 * Containers of a cycle, and all that depend on them, never start and are missing. What the manifest does not have has no time: its gate
 * opens one step after the dependent reaches the gate.
 */
export function scheduleOf(workload: PicturedWorkload): Scheduled[] {
  const containers = workload.containers.filter((container) => !isForeign(container));
  const foreign = new Set(workload.containers.filter(isForeign).map(({ name }) => name));
  const gates = workload.gates.filter(({ verdict }) => verdict !== 'none');
  const byName = new Map(containers.map((container) => [container.name, container]));
  const before = kubeletBefore(containers);
  const known = gates.filter(({ dependency, dependent }) => (byName.has(dependency) || foreign.has(dependency)) && byName.has(dependent));
  const created = [...before].flatMap(([dependent, list]) => list.map((dependency) => ({ dependent, dependency })));
  const graph = new OrderGraph([...byName.keys()], [...known, ...created]);
  const done = new Map<string, Scheduled>();
  for (const name of graph.topologicalOrder()) {
    const made = Math.max(0, ...before.get(name)!.map((earlier) => done.get(earlier)!.ready));
    const doors = known.filter(({ dependent }) => dependent === name)
      .map(({ dependency, condition, verdict }): Door => ({ dependency, verdict, at: opensAt(done.get(dependency), condition, made) }))
      .sort((a, b) => a.at - b.at);
    const start = Math.max(made, ...doors.map(({ at }) => at + DOOR_STEPS));
    done.set(name, { name, made, start, ready: start + 1, doors });
  }
  return containers.flatMap(({ name }) => done.get(name) ?? []);
}

/** What the kubelet waits for before it creates a container: the last earlier one that holds later ones, which implies those before it. */
function kubeletBefore(containers: readonly PicturedContainer[]): Map<string, string[]> {
  const inits = containers.filter(({ role }) => role !== 'regular');
  const regular = containers.filter(({ role }) => role === 'regular');
  const before = new Map<string, string[]>();
  let last: string[] = [];
  const add = ({ name, holds }: PicturedContainer): void => {
    before.set(name, last);
    if (holds === 'ready' || holds === 'end') last = [name];
  };
  inits.forEach(add);
  last = [...last, ...inits.filter(({ holds }) => holds === 'phase').map(({ name }) => name)];
  regular.forEach(add);
  return before;
}

function opensAt(dependency: Scheduled | undefined, condition: string, made: number): number {
  if (dependency === undefined) return made + 1;
  return condition === 'started' ? dependency.start : dependency.ready;
}
