import type { Plan } from '../plan/plan';
import { choice } from '../remedy';
import { quoted, type Rule, sorted } from './rule';

export const noContainersLeft: Rule = {
  id: 'no-containers-left',
  severity: 'error',
  title: 'a Pod needs a container that is neither an init container nor a native sidecar',
  cure: 'keep one container that is no sidecar and no dependency, or add a container to the Pod',
  check: (plan) => {
    const { containers, graph, pod } = plan;
    if (containers.some((planned) => planned.placement === 'regular')) return [];
    // a cycle or a duplicate name causes it: their own rules say what to fix
    if (pod.duplicates.length > 0 || graph.cycles().length > 0) return [];
    const moved = containers.filter((planned) => planned.role === 'regular').map((planned) => planned.name);
    if (moved.length === 0) return [{ message: 'the Pod has init containers only', cure: 'add a container to the Pod' }];
    return [{ message: `the order moves ${quoted(moved)} to the init containers, and no container is left`, cure: choice(...cureOf(plan), 'add a container to the Pod') }];
  },
};

/** A container without dependents was moved as a sidecar; otherwise init containers wait for the moved container. */
function cureOf({ containers }: Plan): string[] {
  const free = containers.find(({ role, declared, awaitedBy }) =>
    role === 'regular' && declared.sidecar === true && awaitedBy.length === 0);
  if (free !== undefined) return [`remove asSidecar() from "${free.name}"`];
  const isNoContainer = (dependent: string): boolean => containers.some(({ name, role }) => name === dependent && role !== 'regular');
  const last = containers.find(({ role, declared, awaitedBy }) =>
    role === 'regular' && declared.sidecar !== true && awaitedBy.every(({ dependent }) => isNoContainer(dependent)));
  return last === undefined ? [] : [`remove the dependency of ${quoted(sorted(last.awaitedBy.map(({ dependent }) => dependent)))} on "${last.name}"`];
}
