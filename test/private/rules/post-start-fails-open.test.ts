import { expect, test } from 'vitest';
import { postStartFailsOpen } from '../../../src/private/rules/post-start-fails-open';
import { edge, planOf, problemsOf, READY, RUNTIME_IMAGE } from '../support';

const pod = { containers: ['proxy', 'app', 'worker'] };
const containers = { proxy: { check: READY } };
const cure = 'use Mechanism.NATIVE (Kubernetes 1.29 or newer), or Mechanism.GUARD with imageEntrypoint and configure({ runtimeImage })';

test('warns when a hook is the gate', () => {
  expect(problemsOf(postStartFailsOpen, planOf(pod, { edges: ['app -> proxy'], containers, mechanism: 'post-start' }))).toEqual([{
    message: '"app" waits for "proxy" with the mechanism "post-start", which fails open: if the hook fails or times out, the sidecar crashes or the kubelet restarts, it starts anyway',
    cure,
  }]);
});

test('warns once for all that wait for one container, also for its start only', () => {
  const edges = ['worker -> proxy', edge('app', 'proxy', { condition: 'started' })];
  expect(problemsOf(
    postStartFailsOpen, planOf(pod, { edges, containers, mechanism: 'post-start' }),
  ).map(({ message }) => message)).toEqual([
    '"app", "worker" wait for "proxy" with the mechanism "post-start", which fails open: if the hook fails or times out, the sidecar crashes or the kubelet restarts, they start anyway',
  ]);
});

test('warns when nothing better is known for an old cluster', () => {
  expect(problemsOf(postStartFailsOpen, planOf(pod, { edges: ['app -> proxy'], containers, kubernetesVersion: '1.28' }))).toHaveLength(1);
});

test('says nothing when the guard can be had on an old cluster', () => {
  const plan = planOf(pod, { edges: ['app -> proxy'], containers, kubernetesVersion: '1.28', runtimeImage: RUNTIME_IMAGE });
  expect(problemsOf(postStartFailsOpen, plan)).toEqual([]);
});
