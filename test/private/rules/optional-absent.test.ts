import { expect, test } from 'vitest';
import { optionalAbsent } from '../../../src/private/rules/optional-absent';
import { edge, planOf, problemsOf } from '../support';

const POD = { containers: ['proxy', 'app', 'worker'] };

test('says which optional dependencies are on containers that the Pod does not have, and which it has', () => {
  const edges = [
    edge('worker', 'mesh', { optional: true }), edge('app', 'porxy', { optional: true }), edge('app', 'proxy', { optional: true }),
  ];
  expect(problemsOf(optionalAbsent, planOf(POD, { edges })).map(({ message }) => message)).toEqual([
    '"app" does not wait for "porxy", which is optional and not in the Pod; the Pod has "proxy", "app", "worker"',
    '"worker" does not wait for "mesh", which is optional and not in the Pod; the Pod has "proxy", "app", "worker"',
  ]);
});

test('says nothing where the dependent is not in the Pod either, which is an error of its own', () => {
  expect(problemsOf(optionalAbsent, planOf(POD, { edges: [edge('api', 'mesh', { optional: true })] }))).toEqual([]);
});

test('says nothing of a dependency that is not optional', () => {
  expect(problemsOf(optionalAbsent, planOf(POD, { edges: ['app -> porxy'] }))).toEqual([]);
});
