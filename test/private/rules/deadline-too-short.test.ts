import { expect, test } from 'vitest';
import { deadlineTooShort } from '../../../src/private/rules/deadline-too-short';
import { edge, planOf, problemsOf, READY } from '../support';

const pod = { containers: ['db', 'proxy', 'app', 'worker'] };
const minutes = (count: number): { timeoutMs: number } => ({ timeoutMs: count * 60_000 });
const edges = [edge('app', 'proxy', minutes(5)), edge('proxy', 'db', minutes(6)), edge('worker', 'db', minutes(9))];
const order = { edges, containers: { db: { check: READY }, proxy: { check: READY } } };
const cure = 'raise the deadline, or shorten the timeouts';

test('warns when a chain takes longer than a Deployment may, which is 600 s where it is not given', () => {
  expect(problemsOf(deadlineTooShort, planOf(pod, order))).toEqual([
    { message: 'the timeouts of app -> proxy -> db add up to 660 s, but the progressDeadlineSeconds of this Deployment is 600 s', cure },
  ]);
});

test('warns when a chain takes longer than a Job may', () => {
  const plan = planOf({ ...pod, restartPolicy: 'Never', workload: { activeDeadlineSeconds: 120 } }, order);
  expect(problemsOf(deadlineTooShort, plan)).toEqual([
    { message: 'the timeouts of app -> proxy -> db add up to 660 s, but the activeDeadlineSeconds of this Job is 120 s', cure },
  ]);
});

test('warns when the probes of native sidecars take longer in a row than the longest chain', () => {
  expect(problemsOf(deadlineTooShort, planOf({ ...pod, workload: { progressDeadlineSeconds: 660 } }, order))).toEqual([
    { message: 'the startupProbes of "db", "proxy" may take 840 s, one after another, but the progressDeadlineSeconds of this Deployment is 660 s', cure },
  ]);
});

test('counts a startupProbe that a native sidecar has of its own', () => {
  const own = { name: 'proxy', restartPolicy: 'Always', startupProbe: { tcpSocket: { port: 80 }, failureThreshold: 60 } };
  const plan = planOf(
    { initContainers: [own], containers: ['app', 'db'], workload: { progressDeadlineSeconds: 500 } },
    { edges: [edge('app', 'db', { condition: 'started' })] },
  );
  expect(problemsOf(deadlineTooShort, plan)).toEqual([
    { message: 'the startupProbes of "proxy" may take 600 s, one after another, but the progressDeadlineSeconds of this Deployment is 500 s', cure },
  ]);
});

test('says nothing when the row of probes is as long as the deadline', () => {
  expect(problemsOf(deadlineTooShort, planOf({ ...pod, workload: { progressDeadlineSeconds: 840 } }, order))).toEqual([]);
});

test('says nothing of guards that wait side by side, when the longest chain is as long as the deadline', () => {
  const plan = planOf({ ...pod, workload: { progressDeadlineSeconds: 660 } }, { ...order, mechanism: 'guard' });
  expect(problemsOf(deadlineTooShort, plan)).toEqual([]);
});

test('says nothing of what waits for ever', () => {
  const plan = planOf(pod, { ...order, edges: [edge('app', 'proxy', { ...minutes(60), onTimeout: 'block' })] });
  expect(problemsOf(deadlineTooShort, plan)).toEqual([]);
});

test('says nothing of a workload without a deadline', () => {
  expect(problemsOf(deadlineTooShort, planOf({ ...pod, kind: 'StatefulSet' }, order))).toEqual([]);
});
