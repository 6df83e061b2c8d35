import type { PodView } from '../pod-view';
import { quoted, type Rule } from './rule';

export const unknownContainer: Rule = {
  id: 'unknown-container',
  severity: 'error',
  title: 'an order can name only the containers of its Pod',
  cure: 'use one of these names; declare it with injected(name, check) if it is injected at admission; or declare the dependency with { optional: true } if the container may be absent',
  check: ({ order, pod }) => {
    const optional = new Set<string>();
    const required = new Set<string>();
    const dependents = new Set<string>();
    for (const edge of order.edges) {
      dependents.add(edge.dependent);
      (edge.optional === true ? optional : required).add(edge.dependency);
    }
    const canBeOptional = (name: string): boolean => required.has(name) && !dependents.has(name);
    return [...new Set([...order.containers.keys(), ...dependents, ...required])]
      .filter((name) => !pod.byName.has(name) && (dependents.has(name) || required.has(name) || !optional.has(name)))
      .sort()
      .map((name) => ({
        message: `the Pod has no container "${name}"; it has ${quoted(namesOf(pod))}`,
        ...(canBeOptional(name) ? {} : { cure: 'use one of these names' }),
      }));
  },
};

/** The names of the containers of the manifest. */
export function namesOf({ containers }: PodView): string[] {
  return [...new Set(containers.map(({ name }) => name))];
}
