import { expect, test } from 'vitest';
import { noContainersLeft } from '../../../src/private/rules/no-containers-left';
import { edge, planOf, problemsOf } from '../support';

const cure = 'remove the dependency of "setup" on "proxy", or add a container to the Pod';

test('fails when the order moves the last container', () => {
  const plan = planOf({ initContainers: ['setup'], containers: ['proxy'] }, { edges: [edge('setup', 'proxy', { condition: 'started' })] });
  expect(problemsOf(noContainersLeft, plan)).toEqual([
    { message: 'the order moves "proxy" to the init containers, and no container is left', cure },
  ]);
});

test('fails when the Pod has init containers only', () => {
  expect(problemsOf(noContainersLeft, planOf({ initContainers: ['setup'] }))).toEqual([{
    message: 'the Pod has init containers only', cure: 'add a container to the Pod',
  }]);
});

test('says nothing when one container stays', () => {
  const plan = planOf({ containers: ['proxy', 'app'] }, { edges: [edge('app', 'proxy', { condition: 'started' })] });
  expect(problemsOf(noContainersLeft, plan)).toEqual([]);
});

test('says nothing when containers wait for each other: the cycle is what must be mended', () => {
  const plan = planOf(
    { containers: ['a', 'b'] }, { edges: [edge('a', 'b', { condition: 'started' }), edge('b', 'a', { condition: 'started' })] },
  );
  expect(problemsOf(noContainersLeft, plan)).toEqual([]);
});

test('says nothing when a name stands for two containers', () => {
  const plan = planOf({ initContainers: ['a'], containers: ['a'] }, { containers: { a: { sidecar: true } } });
  expect(problemsOf(noContainersLeft, plan)).toEqual([]);
});
