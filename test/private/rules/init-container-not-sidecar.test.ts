import { expect, test } from 'vitest';
import { initContainerNotSidecar } from '../../../src/private/rules/init-container-not-sidecar';
import { edge, planOf, problemsOf, READY } from '../support';

const pod = { initContainers: ['setup'], containers: ['app'] };
const cure = 'declare asSidecar() on the init container, or wait for Condition.SUCCEEDED and remove readyWhen';

test('fails when a plain init container is to be healthy', () => {
  expect(problemsOf(initContainerNotSidecar, planOf(pod, { edges: [edge('app', 'setup', { condition: 'healthy' })] }))).toEqual([
    { message: '"app" waits until "setup" is healthy, but "setup" is a plain init container, which ends before the next container starts',
      cure: 'wait for Condition.SUCCEEDED, or declare asSidecar() and readyWhen(Check.httpGet(…))' },
  ]);
});

test('fails when a check is declared for a plain init container', () => {
  expect(problemsOf(initContainerNotSidecar, planOf(pod, { edges: ['app -> setup'], containers: { setup: { check: READY } } }))).toEqual([
    { message: 'a check is declared for "setup", but plain init containers end before the next container starts', cure },
  ]);
});

test('fails when an init container is to be a sidecar on a cluster without native sidecars', () => {
  const plan = planOf(pod, { kubernetesVersion: '1.28', containers: { setup: { sidecar: true } } });
  expect(problemsOf(initContainerNotSidecar, plan)).toEqual([{
    message: '"setup" is an init container with asSidecar(), but Kubernetes 1.28 has no native sidecars and waits for its end',
    cure: 'move the container from initContainers to containers, or set kubernetesVersion to 1.29 or newer',
  }]);
});

test('says nothing when it becomes a native sidecar', () => {
  expect(problemsOf(
    initContainerNotSidecar, planOf(pod, { edges: ['app -> setup'], containers: { setup: { sidecar: true, check: READY } } }),
  )).toEqual([]);
});

test('says nothing when only its success is awaited', () => {
  expect(problemsOf(initContainerNotSidecar, planOf(pod, { edges: ['app -> setup'] }))).toEqual([]);
});
