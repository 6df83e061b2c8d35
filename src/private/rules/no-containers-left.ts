import { quoted, type Rule } from './rule';

export const noContainersLeft: Rule = {
  id: 'no-containers-left',
  severity: 'error',
  title: 'a Pod needs a container that is neither an init container nor a native sidecar',
  cure: 'let at least one container be nobody\'s dependency, or use Mechanism.GUARD, which leaves them where they are',
  check: ({ containers, graph, pod }) => {
    if (containers.some((planned) => planned.placement === 'regular')) return [];
    // it is what a cycle or a name for two comes to: their own rules say what to mend
    if (pod.duplicates.length > 0 || graph.cycles().length > 0) return [];
    const moved = containers.filter((planned) => planned.role === 'regular').map((planned) => planned.name);
    if (moved.length === 0) return [{ message: 'the Pod has init containers only', cure: 'give the Pod a container' }];
    return [{ message: `the order moves ${quoted(moved)} to the init containers, and no container is left` }];
  },
};
