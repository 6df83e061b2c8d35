import { expect, test } from 'vitest';
import { failNeedsAnEnd } from '../../../src/private/rules/fail-needs-an-end';
import { edge, planOf, problemsOf, READY, RUNTIME_IMAGE } from '../support';

const pod = { containers: ['proxy', 'app'], restartPolicy: 'Never' };
const order = {
  edges: ['app -> proxy'], containers: { proxy: { check: READY } }, mechanism: 'guard', runtimeImage: RUNTIME_IMAGE,
} as const;

test('fails when a guard that gives up leaves a container that runs for ever', () => {
  expect(problemsOf(failNeedsAnEnd, planOf(pod, order))).toEqual([{
    message: 'if "app" gives up waiting for "proxy", it fails for good (restartPolicy "Never"), but nothing ends "proxy": the Pod would run for ever',
    cure: 'declare asSidecar() on "proxy", so that it ends with the others',
  }]);
});

test('fails when only the start of it is awaited', () => {
  expect(problemsOf(failNeedsAnEnd, planOf(pod, { ...order, edges: [edge('app', 'proxy', { condition: 'started' })] }))).toHaveLength(1);
});

test.each(['1.28', '1.33'])('says nothing of a sidecar on Kubernetes %s', (kubernetesVersion) => {
  const asSidecar = { ...order, kubernetesVersion, containers: { proxy: { check: READY, sidecar: true } } };
  expect(problemsOf(failNeedsAnEnd, planOf(pod, asSidecar))).toEqual([]);
});

test('says nothing of what is awaited until it has ended', () => {
  expect(problemsOf(failNeedsAnEnd, planOf(pod, { ...order, edges: [edge('app', 'proxy', { condition: 'completed' })] }))).toEqual([]);
});

test.each(['block', 'continue'] as const)('says nothing of %s, which never fails', (onTimeout) => {
  expect(problemsOf(failNeedsAnEnd, planOf(pod, { ...order, edges: [edge('app', 'proxy', { onTimeout })] }))).toEqual([]);
});

test('says nothing under OnFailure, where the guard tries again', () => {
  expect(problemsOf(failNeedsAnEnd, planOf({ ...pod, restartPolicy: 'OnFailure' }, order))).toEqual([]);
});

test('fails when only the dependent is not restarted', () => {
  const plan = planOf(
    { containers: ['proxy', { name: 'app', command: ['/app'], restartPolicy: 'Never' }] }, { ...order, kubernetesVersion: '1.35' },
  );
  expect(problemsOf(failNeedsAnEnd, plan)).toHaveLength(1);
});

test.each([
  { restartPolicy: 'OnFailure' },
  { restartPolicy: 'Never', restartPolicyRules: [{ action: 'Restart', exitCodes: { operator: 'NotIn', values: [0] } }] },
])('says nothing when the dependent itself is restarted: %o', (own) => {
  const plan = planOf(
    { ...pod, containers: ['proxy', { name: 'app', command: ['/app'], ...own }] }, { ...order, kubernetesVersion: '1.35' },
  );
  expect(problemsOf(failNeedsAnEnd, plan)).toEqual([]);
});
