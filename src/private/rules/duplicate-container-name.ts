import { sorted, type Rule } from './rule';

export const duplicateContainerName: Rule = {
  id: 'duplicate-container-name',
  severity: 'error',
  title: 'every container and init container of a Pod needs its own name',
  cure: 'give every container of the Pod its own name',
  check: ({ pod }) => {
    if (pod.duplicates.length === 0) return [];
    const counts = new Map<string, number>();
    for (const { name } of pod.containers) counts.set(name, (counts.get(name) ?? 0) + 1);
    return sorted(pod.duplicates).map((name) => ({ container: name, message: `${counts.get(name)!} containers of the Pod have the name "${name}"` }));
  },
};
