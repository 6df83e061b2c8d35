import { expect, test } from 'vitest';
import { notGatedAgain } from '../../../src/private/rules/not-gated-again';
import { edge, planOf, problemsOf, READY } from '../support';

const pod = { containers: ['proxy', 'db', 'app'] };
const order = { edges: ['app -> proxy', 'app -> db'], containers: { proxy: { check: READY }, db: { check: READY } } };

test.each(['native', 'post-start'] as const)('tells that %s does not wait again', (mechanism) => {
  expect(problemsOf(notGatedAgain, planOf(pod, { ...order, mechanism }))).toEqual([{
    message: '"app" waits for "db", "proxy" when the Pod starts, and not again when "app" alone restarts',
    cure: 'use Mechanism.GUARD with configure({ runtimeImage }) if the container must wait again',
  }]);
});

test('says nothing of the guard', () => {
  expect(problemsOf(notGatedAgain, planOf(pod, { ...order, mechanism: 'guard' }))).toEqual([]);
});

test('says nothing of what has succeeded before, and of init containers', () => {
  const plan = planOf(
    { ...pod, initContainers: ['setup'] },
    { ...order, edges: ['setup -> proxy', 'app -> setup', edge('app', 'db', { condition: 'succeeded' })] },
  );
  expect(problemsOf(notGatedAgain, plan)).toEqual([]);
});
