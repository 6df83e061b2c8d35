import { expect, test } from 'vitest';
import { jobNeverCompletes } from '../../../src/private/rules/job-never-completes';
import { edge, planOf, problemsOf, READY, RUNTIME_IMAGE } from '../support';

const GUARDED = { containers: { proxy: { check: READY } }, mechanism: 'guard', runtimeImage: RUNTIME_IMAGE } as const;
const cure = 'declare asSidecar() on the container, so that it ends with the others';
const serving = { name: 'proxy', ports: [{ containerPort: 8080 }] };

test('warns under OnFailure when a guard waits for a container that is no sidecar', () => {
  expect(problemsOf(
    jobNeverCompletes, planOf({ containers: ['proxy', 'work'], restartPolicy: 'OnFailure' }, { ...GUARDED, edges: ['work -> proxy'] }),
  )).toEqual([{
    message: '"work" waits for "proxy", and nothing ends "proxy": the Pod does not complete (restartPolicy "OnFailure")', cure,
  }]);
});

test('warns under Never when the guard waits for ever', () => {
  const plan = planOf(
    { containers: ['proxy', 'work'], restartPolicy: 'Never' }, { ...GUARDED, edges: [edge('work', 'proxy', { onTimeout: 'block' })] },
  );
  expect(problemsOf(jobNeverCompletes, plan)).toEqual([{
    message: '"work" waits for "proxy", and nothing ends "proxy": the Pod does not complete (restartPolicy "Never")', cure,
  }]);
});

test.each([
  ['ports', serving],
  ['a startupProbe', { name: 'proxy', startupProbe: { exec: { command: ['/ready'] } } }],
  ['a readinessProbe', { name: 'proxy', readinessProbe: { exec: { command: ['/ready'] } } }],
  ['a livenessProbe', { name: 'proxy', livenessProbe: { exec: { command: ['/ready'] } } }],
])('warns of a container with %s beside a worker, whatever waits', (_what, proxy) => {
  expect(problemsOf(jobNeverCompletes, planOf({ containers: [proxy, 'work'], restartPolicy: 'Never' }))).toEqual([{
    message: '"proxy" has ports or probes, and nothing ends "proxy" after "work": the Pod does not complete (restartPolicy "Never")', cure,
  }]);
});

test('says nothing when all of them serve: nothing tells the worker', () => {
  expect(problemsOf(
    jobNeverCompletes, planOf({ containers: [serving, { name: 'work', ports: [{ containerPort: 9090 }] }], restartPolicy: 'Never' }),
  )).toEqual([]);
});

test('says nothing where fail-needs-an-end is an error', () => {
  expect(problemsOf(
    jobNeverCompletes, planOf({ containers: ['proxy', 'work'], restartPolicy: 'Never' }, { ...GUARDED, edges: ['work -> proxy'] }),
  )).toEqual([]);
});

test.each(['1.28', '1.33'])('says nothing of a sidecar on Kubernetes %s', (kubernetesVersion) => {
  const order = { ...GUARDED, kubernetesVersion, containers: { proxy: { check: READY, sidecar: true } }, edges: ['work -> proxy'] };
  expect(problemsOf(jobNeverCompletes, planOf({ containers: [serving, 'work'], restartPolicy: 'OnFailure' }, order))).toEqual([]);
});

test('warns before Kubernetes 1.29 of sidecars without another container, which nothing ends', () => {
  const order = { ...GUARDED, kubernetesVersion: '1.28', containers: { proxy: { sidecar: true }, log: { sidecar: true } } };
  expect(problemsOf(jobNeverCompletes, planOf({ containers: ['proxy', 'log'], restartPolicy: 'OnFailure' }, order))).toEqual([{
    message: '"proxy", "log" are sidecars, but no other container does the work: the Pod does not complete (restartPolicy "OnFailure")',
    cure: 'remove asSidecar() from the container that does the work',
  }]);
});

test('says nothing of what is awaited until it has ended', () => {
  const order = { ...GUARDED, edges: [edge('work', 'proxy', { condition: 'completed' })] };
  expect(problemsOf(jobNeverCompletes, planOf({ containers: [serving, 'work'], restartPolicy: 'OnFailure' }, order))).toEqual([]);
});

test('says nothing of a Pod that is to run for ever', () => {
  expect(problemsOf(jobNeverCompletes, planOf({ containers: [serving, 'work'] }))).toEqual([]);
});

test('warns of a container that is always started again by its own restartPolicy', () => {
  const plan = planOf(
    { containers: [{ name: 'proxy', restartPolicy: 'Always' }, 'work'], restartPolicy: 'Never' }, { kubernetesVersion: '1.35' },
  );
  expect(problemsOf(jobNeverCompletes, plan)).toEqual([{
    message: 'the kubelet restarts "proxy" whenever "proxy" ends: the Pod does not complete (restartPolicy "Never")',
    cure: 'declare asSidecar() on "proxy", or remove its restartPolicy',
  }]);
});
