import { expect, test } from 'vitest';
import { noCheck } from '../../../src/private/rules/no-check';
import { edge, planOf, problemsOf, READY } from '../support';

const pod = { containers: ['proxy', 'app', 'worker'] };

test('fails when nothing tells that a container is healthy', () => {
  expect(problemsOf(noCheck, planOf(pod, { edges: ['app -> proxy'] }))).toEqual([{
    message: '"app" waits until "proxy" is healthy, but "proxy" has no probe and no declared check',
    cure: 'declare a check with readyWhen(Check.httpGet(…)), or wait for Condition.STARTED',
  }]);
});

test('names all that wait for it', () => {
  expect(problemsOf(noCheck, planOf(pod, { edges: ['worker -> proxy', 'app -> proxy'] })).map(({ message }) => message)).toEqual([
    '"app", "worker" wait until "proxy" is healthy, but "proxy" has no probe and no declared check',
  ]);
});

test('says nothing when a check is declared', () => {
  expect(problemsOf(noCheck, planOf(pod, { edges: ['app -> proxy'], containers: { proxy: { check: READY } } }))).toEqual([]);
});

test.each(['startupProbe', 'readinessProbe', 'livenessProbe'] as const)('says nothing when the container has a %s', (field) => {
  const plan = planOf({ containers: [{ name: 'proxy', [field]: { tcpSocket: { port: 80 } } }, 'app'] }, { edges: ['app -> proxy'] });
  expect(problemsOf(noCheck, plan)).toEqual([]);
});

test('says nothing of the condition started', () => {
  expect(problemsOf(noCheck, planOf(pod, { edges: [edge('app', 'proxy', { condition: 'started' })] }))).toEqual([]);
});

test('leaves a plain init container to another rule', () => {
  const plan = planOf({ initContainers: ['setup'], containers: ['app'] }, { edges: [edge('app', 'setup', { condition: 'healthy' })] });
  expect(problemsOf(noCheck, plan)).toEqual([]);
});
