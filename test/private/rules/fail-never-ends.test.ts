import { expect, test } from 'vitest';
import { failNeverEnds } from '../../../src/private/rules/fail-never-ends';
import { edge, planOf, type PodInput, problemsOf, READY, RUNTIME_IMAGE } from '../support';

const POD: PodInput = { containers: ['proxy', 'work'], restartPolicy: 'Never' };
const ORDER = { edges: ['work -> proxy'], containers: { proxy: { check: READY, sidecar: true } } };
const cure = 'set activeDeadlineSeconds, or use Mechanism.GUARD with asSidecar(), which fails after the timeout';

function message(policy: string): string {
  return `if "proxy" is never ready, the kubelet restarts it for ever: "work" never starts, and the Pod does not fail (restartPolicy "${policy}")`;
}

test('warns of a Job under Never without a deadline', () => {
  expect(problemsOf(failNeverEnds, planOf(POD, ORDER))).toEqual([{ message: message('Never'), cure }]);
});

test('warns of a Pod under OnFailure, whose restarts nobody counts', () => {
  expect(problemsOf(
    failNeverEnds, planOf({ ...POD, kind: 'Pod', restartPolicy: 'OnFailure' }, ORDER),
  )).toEqual([{ message: message('OnFailure'), cure }]);
});

test('warns when only the start is awaited, which is its startupProbe', () => {
  const proxy = { name: 'proxy', startupProbe: { exec: { command: ['/ready'] } } };
  expect(problemsOf(
    failNeverEnds, planOf({ ...POD, containers: [proxy, 'work'] }, { edges: [edge('work', 'proxy', { condition: 'started' })] }),
  )).toEqual([{ message: message('Never'), cure }]);
});

test('says nothing of a Job under OnFailure: its backoffLimit counts the restarts', () => {
  expect(problemsOf(failNeverEnds, planOf({ ...POD, restartPolicy: 'OnFailure' }, ORDER))).toEqual([]);
});

test('says nothing when a deadline ends it', () => {
  expect(problemsOf(failNeverEnds, planOf({ ...POD, workload: { activeDeadlineSeconds: 600 } }, ORDER))).toEqual([]);
});

test('says nothing when it is to wait for ever', () => {
  expect(problemsOf(failNeverEnds, planOf(POD, { ...ORDER, edges: [edge('work', 'proxy', { onTimeout: 'block' })] }))).toEqual([]);
});

test('says nothing of a guard, which fails', () => {
  expect(problemsOf(failNeverEnds, planOf(POD, { ...ORDER, mechanism: 'guard', runtimeImage: RUNTIME_IMAGE }))).toEqual([]);
});

test('says nothing of a Pod that is restarted for ever anyway', () => {
  expect(problemsOf(failNeverEnds, planOf({ containers: ['proxy', 'work'] }, ORDER))).toEqual([]);
});
