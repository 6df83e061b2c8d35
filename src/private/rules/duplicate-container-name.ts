import { sorted, type Rule } from './rule';

export const duplicateContainerName: Rule = {
  id: 'duplicate-container-name',
  severity: 'error',
  title: 'a name must stand for one container, over containers and init containers',
  cure: 'give each container of the Pod a name of its own',
  check: ({ pod }) => {
    if (pod.duplicates.length === 0) return [];
    const counts = new Map<string, number>();
    for (const { name } of pod.containers) counts.set(name, (counts.get(name) ?? 0) + 1);
    return sorted(pod.duplicates).map((name) => ({ container: name, message: `the name "${name}" stands for ${counts.get(name)!} containers of the Pod` }));
  },
};
