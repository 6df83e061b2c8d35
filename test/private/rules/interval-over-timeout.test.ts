import { expect, test } from 'vitest';
import type { CheckModel, EdgeModel, MechanismName } from '../../../src/private/model';
import { intervalOverTimeout } from '../../../src/private/rules/interval-over-timeout';
import { edge, planOf, problemsOf, READY } from '../support';

function problems(
  intervalMs: number, options: Omit<EdgeModel, 'dependent' | 'dependency'>, check: CheckModel = { ...READY, intervalMs },
): { message: string; cure: string }[] {
  const order = { edges: [edge('app', 'proxy', options)], containers: { proxy: { check } } };
  return problemsOf(intervalOverTimeout, planOf({ containers: ['proxy', 'app'] }, order));
}

test.each<MechanismName>(['native', 'native-waiter', 'init-waiter', 'guard', 'post-start'])('fails under %s when a check would run only once', (mechanism) => {
  expect(problems(30_000, { mechanism, timeoutMs: 20_000 })).toEqual([{
    message: '"app" waits 20s for "proxy", but the check of "proxy" runs only every 30s',
    cure: 'give the check an interval of 20s or less, or the dependency a timeout of 30s or more',
  }]);
});

test('fails when the interval is longer than the default timeout', () => {
  expect(problems(61_000, {})).toHaveLength(1);
});

test('says nothing when the interval is the timeout', () => {
  expect(problems(60_000, {})).toEqual([]);
});

test('says nothing of a dependency that waits for ever', () => {
  expect(problems(90_000, { onTimeout: 'block' })).toEqual([]);
});

test('says nothing of a dependency that asks for no check', () => {
  expect(problems(90_000, { condition: 'started' })).toEqual([]);
});

test('fails when one of several checks would run only once', () => {
  const check: CheckModel = { kind: 'all', checks: [{ ...READY, intervalMs: 1000 }, { ...READY, intervalMs: 90_000 }] };
  expect(problems(0, { mechanism: 'guard' }, check)).toMatchObject([{ message: '"app" waits 60s for "proxy", but the check of "proxy" runs only every 90s' }]);
});
