import type { Plan } from '../plan/plan';
import type { ViewedContainer } from '../pod-view';
import { type Problem, quoted, type Rule } from './rule';

export const manifestOrderChanged: Rule = {
  id: 'manifest-order-changed',
  severity: 'warning',
  title: 'a container must not start before one that it follows in the manifest, unless the order declares it',
  cure: 'declare the dependency between them, or remove the dependency that contradicts the manifest',
  check: (plan) => {
    const brought = new Set(plan.order.sidecars.map(({ container }) => container.name));
    const manifest = [...plan.pod.byName.values()].filter(({ name }) => !brought.has(name));
    const position = new Map([...plan.initOrder, ...plan.regularOrder].map((name, index) => [name, index]));
    const positions = manifest.map(({ name }) => position.get(name)!);
    const firstBehind = lowestBehind(positions);
    return manifest.flatMap((viewed, index): Problem[] => {
      if (!holdsBack(viewed) || firstBehind[index]! > positions[index]!) return [];
      const declared = reachableFrom(plan, viewed.name);
      const overtaking = manifest.slice(index + 1).filter(({ name }) => position.get(name)! < positions[index]! && !declared.has(name));
      return overtaking.length === 0 ? [] : [problemOf(viewed.name, overtaking)];
    });
  },
};

/** The kubelet creates later containers when an init container has ended, a native sidecar has started, or a hook has finished. */
function holdsBack({ role, container }: ViewedContainer): boolean {
  return role !== 'regular' || container.lifecycle?.postStart !== undefined;
}

/** For each place, the lowest position of all later containers. */
function lowestBehind(positions: readonly number[]): number[] {
  const lowest: number[] = [];
  let least = Infinity;
  for (let index = positions.length - 1; index >= 0; index--) {
    lowest[index] = least;
    least = Math.min(least, positions[index]!);
  }
  return lowest;
}

/** What a container depends on by declaration, also through others. */
function reachableFrom({ graph }: Plan, from: string): Set<string> {
  const reached = new Set([from]);
  for (const name of reached) for (const dependency of graph.dependenciesOf(name)) reached.add(dependency);
  return reached;
}

function problemOf(follower: string, overtaking: readonly ViewedContainer[]): Problem {
  const names = overtaking.map(({ name }) => name);
  const declarations = overtaking.map(({ name, role, declared }) => {
    const options = role === 'init' && declared.sidecar !== true ? '' : ', { condition: Condition.STARTED }';
    return `.dependsOn(order.container("${name}")${options})`;
  });
  return {
    container: follower,
    message: `${quoted(names)} ${names.length === 1 ? 'starts' : 'start'} before "${follower}", but the manifest starts "${follower}" first`,
    cure: `if the new order is right, declare it: order.container("${follower}")${declarations.join('')}; otherwise remove the dependency that contradicts the manifest`,
  };
}
