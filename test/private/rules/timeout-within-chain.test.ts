import { expect, test } from 'vitest';
import type { EdgeModel } from '../../../src/private/model';
import { timeoutWithinChain } from '../../../src/private/rules/timeout-within-chain';
import { edge, planOf, problemsOf, READY } from '../support';

type Options = Omit<EdgeModel, 'dependent' | 'dependency'>;

const checks = { db: { check: READY }, proxy: { check: { ...READY, port: 8081 } } };

function problems(app: Options, proxy: Options, containers: Parameters<typeof planOf>[1] = {}): { message: string; cure: string }[] {
  const edges = [edge('app', 'proxy', { mechanism: 'guard', ...app }), edge('proxy', 'db', { mechanism: 'guard', ...proxy })];
  return problemsOf(timeoutWithinChain, planOf({ containers: ['db', 'proxy', 'app'] }, { edges, containers: checks, ...containers }));
}

test('warns when a dependent waits no longer than its dependency may wait itself', () => {
  expect(problems({}, {})).toEqual([{
    message: '"app" waits 60 s for "proxy", but the guard of "proxy" may wait 60 s for "db": the timeout can end before "proxy" has started',
    cure: 'give the dependency of "app" on "proxy" a timeout of more than 60 s',
  }]);
});

test('warns when its dependency may wait for ever', () => {
  expect(problems({ timeoutMs: 90_000 }, { onTimeout: 'block' })).toEqual([{
    message: '"app" waits 90 s for "proxy", but the guard of "proxy" may wait for ever for "db": the timeout can end before "proxy" has started',
    cure: 'use OnTimeout.BLOCK for the dependency of "app" too, or OnTimeout.FAIL with less than 90 s for the dependency of "proxy" on "db"',
  }]);
});

test.each(['started', 'healthy'] as const)('warns of the condition %s, whatever is done then', (condition) => {
  expect(problems({ condition, onTimeout: 'continue', timeoutMs: 5000 }, { onTimeout: 'continue' })).toHaveLength(1);
});

test('says nothing when the dependent waits longer', () => {
  expect(problems({ timeoutMs: 60_001 }, {})).toEqual([]);
});

test('says nothing of one that waits for ever', () => {
  expect(problems({ onTimeout: 'block' }, { onTimeout: 'block' })).toEqual([]);
});

test('says nothing of a gate that lasts longer by itself', () => {
  expect(problems({ mechanism: 'native' }, {}, { containers: { ...checks, db: { check: READY, sidecar: true } } })).toEqual([]);
});

test('says nothing of a native sidecar that has passed its probe before the guard begins to count', () => {
  const edges = [
    edge('app', 'proxy', { mechanism: 'guard' }),
    edge('proxy', 'db', { mechanism: 'guard' }),
    edge('web', 'proxy', { mechanism: 'native' }),
  ];
  const plan = planOf(
    { containers: ['db', 'proxy', 'app', 'web'] }, { edges, containers: { ...checks, db: { check: READY, sidecar: true } } },
  );
  expect(problemsOf(timeoutWithinChain, plan)).toEqual([]);
});
