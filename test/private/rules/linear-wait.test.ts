import { expect, test } from 'vitest';
import { linearWait } from '../../../src/private/rules/linear-wait';
import { edge, planOf, problemsOf, READY } from '../support';

const containers = { a: { check: READY }, b: { check: READY } };
const cure = 'use Mechanism.GUARD with configure({ runtimeImage }) if startup time matters: guards wait in parallel';

test('tells of sidecars that warm up one after another without need', () => {
  expect(problemsOf(linearWait, planOf({ containers: ['a', 'b', 'app'] }, { edges: ['app -> a', 'app -> b'], containers }))).toEqual([
    { message: '"a", "b" start one after another, although they don\'t wait for each other', cure },
  ]);
});

test('tells of containers that depend on nothing and wait too', () => {
  expect(problemsOf(linearWait, planOf({ containers: ['logger', 'a', 'app', 'cache'] }, { edges: ['app -> a'], containers }))).toEqual([
    { message: '"logger", "cache" depend on nothing, but wait for "a" too', cure },
  ]);
});

test('tells of one such container in the singular', () => {
  expect(problemsOf(
    linearWait, planOf({ containers: ['logger', 'a', 'app'] }, { edges: ['app -> a'], containers }),
  ).map(({ message }) => message)).toEqual([
    '"logger" depends on nothing, but waits for "a" too',
  ]);
});

test('says nothing of sidecars that wait for each other, also through a container between them', () => {
  const pod = { initContainers: ['setup'], containers: ['a', 'b', 'app'] };
  expect(problemsOf(linearWait, planOf(pod, { edges: ['b -> a', 'app -> b'], containers }))).toEqual([]);
  expect(problemsOf(linearWait, planOf(pod, { edges: ['b -> setup', 'setup -> a', 'app -> b'], containers }))).toEqual([]);
});

test('says nothing of a sidecar that is no gate', () => {
  const plan = planOf({ containers: ['a', 'b', 'app'] }, { edges: ['app -> a', edge('app', 'b', { condition: 'started' })], containers });
  expect(problemsOf(linearWait, plan)).toEqual([]);
});

test('says nothing of guards, which wait side by side', () => {
  const plan = planOf({ containers: ['a', 'b', 'app', 'logger'] }, { edges: ['app -> a', 'app -> b'], containers, mechanism: 'guard' });
  expect(problemsOf(linearWait, plan)).toEqual([]);
});
