import { expect, test } from 'vitest';
import { checkUnused } from '../../../src/private/rules/check-unused';
import { edge, planOf, problemsOf, READY } from '../support';

const containers = { proxy: { check: READY } };

test('tells of a check that nothing waits for', () => {
  expect(problemsOf(
    checkUnused, planOf({ containers: ['proxy', 'app'] }, { edges: [edge('app', 'proxy', { condition: 'started' })], containers }),
  )).toEqual([{
    message: 'a check is declared for "proxy", but nothing waits until "proxy" is healthy: the check never runs',
    cure: 'wait for Condition.HEALTHY, or remove readyWhen',
  }]);
});

test('tells of a check of one that becomes a plain init container', () => {
  const plan = planOf({ containers: ['proxy', 'app'] }, { edges: [edge('app', 'proxy', { condition: 'succeeded' })], containers });
  expect(problemsOf(checkUnused, plan)).toHaveLength(1);
});

test.each(['native', 'guard'] as const)('says nothing when somebody waits for it by %s', (mechanism) => {
  expect(problemsOf(
    checkUnused, planOf({ containers: ['proxy', 'app'] }, { edges: [edge('app', 'proxy', { mechanism })], containers }),
  )).toEqual([]);
});

test('leaves a check on a plain init container to the rule that refuses it', () => {
  expect(problemsOf(checkUnused, planOf({ initContainers: ['proxy'], containers: ['app'] }, { containers }))).toEqual([]);
});

test('says nothing of a container that the Pod does not have', () => {
  expect(problemsOf(
    checkUnused, planOf({ containers: ['app'] }, { edges: [edge('app', 'proxy', { optional: true })], containers }),
  )).toEqual([]);
});
