import type { Plan } from '../plan/plan';
import { choice } from '../remedy';
import { quoted, type Rule, sorted } from './rule';

export const noContainersLeft: Rule = {
  id: 'no-containers-left',
  severity: 'error',
  title: 'a Pod needs a container that is neither an init container nor a native sidecar',
  cure: 'let at least one container be nobody\'s dependency and no sidecar, or give the Pod another container',
  check: (plan) => {
    const { containers, graph, pod } = plan;
    if (containers.some((planned) => planned.placement === 'regular')) return [];
    // it is what a cycle or a name for two comes to: their own rules say what to mend
    if (pod.duplicates.length > 0 || graph.cycles().length > 0) return [];
    const moved = containers.filter((planned) => planned.role === 'regular').map((planned) => planned.name);
    if (moved.length === 0) return [{ message: 'the Pod has init containers only', cure: 'give the Pod a container' }];
    return [{ message: `the order moves ${quoted(moved)} to the init containers, and no container is left`, cure: choice(...cureOf(plan), 'give the Pod another container') }];
  },
};

/** One that nothing depends on is there as a sidecar only; else init containers wait for what is moved. */
function cureOf({ containers }: Plan): string[] {
  const free = containers.find(({ role, declared, awaitedBy }) =>
    role === 'regular' && declared.sidecar === true && awaitedBy.length === 0);
  if (free !== undefined) return [`remove asSidecar() of "${free.name}"`];
  const isNoContainer = (dependent: string): boolean => containers.some(({ name, role }) => name === dependent && role !== 'regular');
  const last = containers.find(({ role, declared, awaitedBy }) =>
    role === 'regular' && declared.sidecar !== true && awaitedBy.every(({ dependent }) => isNoContainer(dependent)));
  return last === undefined ? [] : [`remove the dependency of ${quoted(sorted(last.awaitedBy.map(({ dependent }) => dependent)))} on "${last.name}"`];
}
