import fc from 'fast-check';
import { expect, test } from 'vitest';
import { analyze } from '../../src/private/apply-order';
import type { Plan, PlannedEdge } from '../../src/private/plan/plan';
import { byGuard, byNative, byWaiter } from '../../src/private/remedy';
import { scenario } from './arbitrary-order';
import { all, type Change, configure, declare, depend, type Given } from './rules/cures/given';
import { manifestOf, orderOf, planOf } from './support';

/** What a reader does who is told this of a dependency. */
function follow(words: string, { dependent, dependency }: PlannedEdge): Change {
  const mechanism = ({
    'Mechanism.GUARD': 'guard', 'Mechanism.NATIVE': 'native', 'Mechanism.NATIVE_WAITER': 'native-waiter',
  } as const)[words.split(' ', 1)[0] as 'Mechanism.GUARD'];
  return all(
    depend(dependent, dependency, { mechanism, ...(words.includes('OnTimeout.BLOCK') ? { onTimeout: 'block' } : {}) }),
    ...[...words.matchAll(/imageEntrypoint of "([^"]*)"/gu)].map(([, name]) => declare(name!, { entrypoint: [`/${name!}`] })),
    ...(words.includes('configure({ runtimeImage })') ? [configure({ runtimeImage: 'registry.example/startgate:0.1.0' })] : []),
  );
}

function errorsOf({ pod, order }: Given): string[] {
  return analyze(manifestOf(pod), orderOf(order)).findings.filter(({ severity }) => severity === 'error').map(({ id }) => id);
}

/** Orders of many containers in which the next fault stands behind the first one: so many of a thousand offers may meet it. */
const BEHIND_ANOTHER = 10;

test.each<[string, (plan: Plan, edge: PlannedEdge) => string | undefined]>([
  ['the guard', (plan, edge) => byGuard(plan, [edge])],
  ['a probe of the kubelet', byNative],
  ['the waiter in the sidecar', byWaiter],
])('%s that is offered for a dependency of an order with one error brings no other', (_name, offer) => {
  let offered = 0;
  const others: string[] = [];
  fc.assert(fc.property(scenario, ({ pod, order }) => {
    const plan = planOf(pod, order);
    const before = errorsOf({ pod, order });
    if (before.length > 1) return;
    for (const edge of plan.edges) {
      const words = offer(plan, edge);
      if (words === undefined) continue;
      offered++;
      const more = errorsOf(follow(words, edge)({ pod, order })).filter((id) => !before.includes(id));
      if (more.length > 0) others.push(`${edge.dependent} -> ${edge.dependency}: ${words}, then ${more.join(', ')}`);
    }
  }), { seed: 20_261_129, numRuns: 1000 });
  expect(offered).toBeGreaterThan(300);
  expect(others.length * 1000 / offered, others.join('\n')).toBeLessThan(BEHIND_ANOTHER);
});
