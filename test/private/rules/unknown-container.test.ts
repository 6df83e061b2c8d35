import { expect, test } from 'vitest';
import { unknownContainer } from '../../../src/private/rules/unknown-container';
import { edge, planOf, problemsOf, READY } from '../support';

const pod = { containers: ['proxy', 'app'] };

test('fails when a dependency is not in the Pod, and says which containers are', () => {
  expect(problemsOf(unknownContainer, planOf(pod, { edges: ['app -> porxy'] }))).toEqual([{
    message: 'the Pod has no container "porxy"; it has "proxy", "app"',
    cure: 'use one of these names; declare it with injected(name, check) if it is injected at admission; or declare the dependency with { optional: true } if the container may be absent',
  }]);
});

test('fails when a dependent is not in the Pod, where optional would not help', () => {
  expect(problemsOf(unknownContainer, planOf(pod, { edges: ['api -> proxy'] }))).toEqual([{
    message: 'the Pod has no container "api"; it has "proxy", "app"',
    cure: 'use one of these names',
  }]);
});

test('fails when something is declared of a container that is not in the Pod, where no dependency could be optional', () => {
  expect(problemsOf(unknownContainer, planOf(pod, { containers: { sidecar: { check: READY } } }))).toEqual([{
    message: 'the Pod has no container "sidecar"; it has "proxy", "app"',
    cure: 'use one of these names',
  }]);
});

test('names each unknown container once, by name', () => {
  const plan = planOf(pod, { edges: ['app -> z', 'proxy -> z', 'app -> b'] });
  expect(problemsOf(unknownContainer, plan).map(({ message }) => message)).toEqual([
    'the Pod has no container "b"; it has "proxy", "app"',
    'the Pod has no container "z"; it has "proxy", "app"',
  ]);
});

test('says nothing of an optional dependency that is absent, also when a check is declared for it', () => {
  const plan = planOf(pod, { edges: [edge('app', 'mesh', { optional: true })], containers: { mesh: { check: READY } } });
  expect(problemsOf(unknownContainer, plan)).toEqual([]);
});

test('fails when one dependent needs what is optional for another', () => {
  const plan = planOf(pod, { edges: [edge('app', 'mesh', { optional: true }), 'proxy -> mesh'] });
  expect(problemsOf(unknownContainer, plan)).toHaveLength(1);
});

test('says nothing of containers that exist, as init containers too', () => {
  expect(problemsOf(
    unknownContainer, planOf({ ...pod, initContainers: ['setup'] }, { edges: ['app -> setup', 'app -> proxy'] }),
  )).toEqual([]);
});
