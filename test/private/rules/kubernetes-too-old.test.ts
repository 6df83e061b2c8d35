import { expect, test } from 'vitest';
import { kubernetesTooOld } from '../../../src/private/rules/kubernetes-too-old';
import { edge, planOf, problemsOf, READY } from '../support';

const order = { edges: ['app -> proxy'], containers: { proxy: { check: READY } } };

test('fails when a native sidecar is asked for on an older cluster', () => {
  expect(problemsOf(
    kubernetesTooOld, planOf({ containers: ['proxy', 'app'] }, { ...order, mechanism: 'native', kubernetesVersion: '1.28' }),
  )).toEqual([{
    message: '"app" waits for "proxy" as a native sidecar, which Kubernetes 1.28 does not support',
    cure: 'set kubernetesVersion to 1.29 or newer, or use Mechanism.GUARD with configure({ runtimeImage })',
  }]);
});

test('fails when the waiter is asked for in a native sidecar on an older cluster', () => {
  const plan = planOf({ containers: ['proxy', 'app'] }, { ...order, mechanism: 'native-waiter', kubernetesVersion: '1.27.4' });
  expect(problemsOf(kubernetesTooOld, plan).map(({ message }) => message)).toEqual(['"app" waits for "proxy" as a native sidecar, which Kubernetes 1.27.4 does not support']);
});

test('fails when the manifest has a native sidecar already', () => {
  const plan = planOf({ initContainers: [{ name: 'proxy', restartPolicy: 'Always' }], containers: ['app'] }, { kubernetesVersion: '1.28' });
  expect(problemsOf(kubernetesTooOld, plan)).toEqual([{
    message: '"proxy" is a native sidecar in the manifest, but Kubernetes 1.28 has none and waits for its end',
    cure: 'set kubernetesVersion to 1.29 or newer, or move the container from initContainers to containers',
  }]);
});

test('says nothing of Kubernetes 1.29', () => {
  expect(problemsOf(kubernetesTooOld, planOf({ containers: ['proxy', 'app'] }, { ...order, kubernetesVersion: '1.29' }))).toEqual([]);
});

test('says nothing of the guard on an older cluster', () => {
  const plan = planOf(
    { containers: ['proxy', 'app'] }, { edges: [edge('app', 'proxy', { mechanism: 'guard' })], kubernetesVersion: '1.28' },
  );
  expect(problemsOf(kubernetesTooOld, plan)).toEqual([]);
});
