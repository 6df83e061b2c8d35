import { expect, test } from 'vitest';
import { jobWorkerBecomesSidecar } from '../../../src/private/rules/job-worker-becomes-sidecar';
import { planOf, problemsOf, READY } from '../support';

const pod = { containers: ['queue', 'app'], restartPolicy: 'OnFailure' };
const order = { edges: ['app -> queue'], containers: { queue: { check: READY } } };

test('warns when a container of a Job becomes a native sidecar', () => {
  expect(problemsOf(jobWorkerBecomesSidecar, planOf(pod, order))).toEqual([{
    message: '"queue" becomes a native sidecar because "app" waits for it: unfinished work is lost when the other containers have ended (restartPolicy "OnFailure")',
    cure: 'declare asSidecar() if the container is a sidecar, or use Mechanism.GUARD with configure({ runtimeImage })',
  }]);
});

test('says nothing when it is declared a sidecar', () => {
  const asSidecar = { ...order, containers: { queue: { check: READY, sidecar: true } } };
  expect(problemsOf(jobWorkerBecomesSidecar, planOf(pod, asSidecar))).toEqual([]);
});

test('says nothing when the guard leaves it where it is', () => {
  expect(problemsOf(jobWorkerBecomesSidecar, planOf(pod, { ...order, mechanism: 'guard' }))).toEqual([]);
});

test('says nothing of a Pod that runs for ever', () => {
  expect(problemsOf(jobWorkerBecomesSidecar, planOf({ containers: ['queue', 'app'] }, order))).toEqual([]);
});

test('says nothing of a native sidecar of the manifest', () => {
  const plan = planOf({ initContainers: [{ name: 'queue', restartPolicy: 'Always' }], containers: ['app'], restartPolicy: 'Never' }, order);
  expect(problemsOf(jobWorkerBecomesSidecar, plan)).toEqual([]);
});
