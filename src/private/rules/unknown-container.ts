import { quoted, type Rule } from './rule';

export const unknownContainer: Rule = {
  id: 'unknown-container',
  severity: 'error',
  title: 'an order can only name containers of its Pod',
  cure: 'use one of these names, or declare the dependency with { optional: true } if the container may be absent',
  check: ({ order, pod }) => {
    const optional = new Set<string>();
    const required = new Set<string>();
    const dependents = new Set<string>();
    for (const edge of order.edges) {
      dependents.add(edge.dependent);
      required.add(edge.dependent);
      (edge.optional === true ? optional : required).add(edge.dependency);
    }
    return [...new Set([...order.containers.keys(), ...required])]
      .filter((name) => !pod.byName.has(name) && (required.has(name) || !optional.has(name)))
      .sort()
      .map((name) => ({
        message: `the Pod has no container "${name}"; it has ${quoted([...pod.byName.keys()])}`,
        ...(dependents.has(name) ? { cure: 'use one of these names' } : {}),
      }));
  },
};
