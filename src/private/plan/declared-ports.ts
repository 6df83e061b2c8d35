import { isTcp } from '../resolved-check';
import type { Plan } from './plan';

/** For each TCP port that a container of the Pod declares, the names of the containers that declare it. */
export function declaredPorts(plan: Plan): ReadonlyMap<number, readonly string[]> {
  const owners = new Map<number, string[]>();
  for (const { name, container } of plan.byName.values()) {
    for (const port of container.ports ?? []) {
      if (!isTcp(port)) continue;
      const names = owners.get(port.containerPort);
      if (names === undefined) owners.set(port.containerPort, [name]);
      else if (names[names.length - 1] !== name) names.push(name);
    }
  }
  return owners;
}
