import { expect, test } from 'vitest';
import { cycle } from '../../../src/private/rules/cycle';
import { planOf, problemsOf } from '../support';

test('fails when containers wait for each other, and prints the whole cycle', () => {
  const plan = planOf({ containers: ['a', 'b', 'c', 'd'] }, { edges: ['c -> a', 'b -> c', 'a -> b', 'd -> a'] });
  expect(problemsOf(cycle, plan)).toEqual([{
    message: 'containers wait for each other: a -> b -> c -> a', cure: 'remove one of these dependencies',
  }]);
});

test('fails when a container waits for itself', () => {
  expect(problemsOf(cycle, planOf({ containers: ['a'] }, { edges: ['a -> a'] }))).toEqual([
    { message: 'containers wait for each other: a -> a', cure: 'remove one of these dependencies' },
  ]);
});

test('prints one cycle for each knot', () => {
  const plan = planOf({ containers: ['a', 'b', 'x', 'y'] }, { edges: ['a -> b', 'b -> a', 'y -> x', 'x -> y', 'a -> x'] });
  expect(problemsOf(cycle, plan).map(({ message }) => message)).toEqual([
    'containers wait for each other: a -> b -> a',
    'containers wait for each other: x -> y -> x',
  ]);
});

test('sees a cycle through an init container', () => {
  const plan = planOf({ initContainers: ['setup'], containers: ['app'] }, { edges: ['setup -> app', 'app -> setup'] });
  expect(problemsOf(cycle, plan).map(({ message }) => message)).toEqual(['containers wait for each other: setup -> app -> setup']);
});

test('says nothing of two ways to the same container', () => {
  expect(problemsOf(cycle, planOf({ containers: ['a', 'b', 'c'] }, { edges: ['a -> b', 'a -> c', 'b -> c'] }))).toEqual([]);
});
