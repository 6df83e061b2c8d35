import { expect, test } from 'vitest';
import { duplicateContainerName } from '../../../src/private/rules/duplicate-container-name';
import { planOf, problemsOf } from '../support';

const cure = 'give each container of the Pod a name of its own';

test('fails when two containers have one name', () => {
  expect(problemsOf(duplicateContainerName, planOf({ containers: ['main', 'main', 'app'] }))).toEqual([
    { message: 'the name "main" stands for 2 containers of the Pod', cure },
  ]);
});

test('fails when an init container has the name of a container', () => {
  expect(problemsOf(duplicateContainerName, planOf({ initContainers: ['main', 'main'], containers: ['main'] }))).toEqual([
    { message: 'the name "main" stands for 3 containers of the Pod', cure },
  ]);
});

test('says nothing of names that differ', () => {
  expect(problemsOf(duplicateContainerName, planOf({ initContainers: ['setup'], containers: ['main', 'app'] }))).toEqual([]);
});
