import { expect, test } from 'vitest';
import { duplicateContainerName } from '../../../src/private/rules/duplicate-container-name';
import { planOf, problemsOf } from '../support';

const cure = 'give every container of the Pod its own name';

test('fails when two containers have one name', () => {
  expect(problemsOf(duplicateContainerName, planOf({ containers: ['main', 'main', 'app'] }))).toEqual([
    { message: '2 containers of the Pod have the name "main"', cure },
  ]);
});

test('fails when an init container has the name of a container', () => {
  expect(problemsOf(duplicateContainerName, planOf({ initContainers: ['main', 'main'], containers: ['main'] }))).toEqual([
    { message: '3 containers of the Pod have the name "main"', cure },
  ]);
});

test('says nothing of names that differ', () => {
  expect(problemsOf(duplicateContainerName, planOf({ initContainers: ['setup'], containers: ['main', 'app'] }))).toEqual([]);
});
