import { expect, test } from 'vitest';
import { completesButRestarts } from '../../../src/private/rules/completes-but-restarts';
import { edge, planOf, problemsOf } from '../support';

const containers = ['migrate', 'app', 'worker'];
const cure = 'use Condition.SUCCEEDED and no mechanism in every dependency on the container, which makes it an init container, or use a Job';

test.each(['completed', 'succeeded'] as const)('fails when %s is awaited of what is restarted for ever', (condition) => {
  expect(problemsOf(
    completesButRestarts, planOf({ containers }, { edges: [edge('app', 'migrate', { condition, mechanism: 'guard' })] }),
  )).toEqual([{
    message: `"app" waits until "migrate" has ${condition}, but the Pod's restartPolicy is "Always": the kubelet restarts "migrate" each time it ends`,
    cure,
  }]);
});

test('fails when another condition keeps it from becoming an init container', () => {
  const edges = [edge('app', 'migrate', { condition: 'succeeded' }), edge('worker', 'migrate', { condition: 'started' })];
  expect(problemsOf(completesButRestarts, planOf({ containers }, { edges }))).toHaveLength(1);
});

test.each([
  ['OnTimeout.CONTINUE', { onTimeout: 'continue' }],
  ['regate', { regate: true }],
  ['regate and Mechanism.GUARD', { regate: true, mechanism: 'guard' }],
  ['OnTimeout.CONTINUE and regate', { onTimeout: 'continue', regate: true }],
] as const)('says to leave out %s when only that keeps it from becoming an init container', (named, options) => {
  expect(problemsOf(
    completesButRestarts, planOf({ containers }, { edges: [edge('app', 'migrate', { condition: 'succeeded', ...options })] }),
  )).toEqual([{
    message: '"app" waits until "migrate" has succeeded, but the Pod\'s restartPolicy is "Always": the kubelet restarts "migrate" each time it ends',
    cure: `remove ${named} from every dependency on "migrate", which makes it an init container, or use a Job`,
  }]);
});

test('says nothing when it becomes an init container', () => {
  expect(problemsOf(
    completesButRestarts, planOf({ containers }, { edges: [edge('app', 'migrate', { condition: 'succeeded' })] }),
  )).toEqual([]);
});

test.each(['Never', 'OnFailure'])('says nothing under restartPolicy %s', (restartPolicy) => {
  expect(problemsOf(
    completesButRestarts, planOf({ containers, restartPolicy }, { edges: [edge('app', 'migrate', { condition: 'completed' })] }),
  )).toEqual([]);
});

const completed = { edges: [edge('app', 'migrate', { condition: 'completed' as const })] };

test('says nothing of a container whose own restartPolicy lets it end', () => {
  const plan = planOf(
    { containers: [{ name: 'migrate', command: ['/m'], restartPolicy: 'Never' }, 'app'] }, { ...completed, kubernetesVersion: '1.35' },
  );
  expect(problemsOf(completesButRestarts, plan)).toEqual([]);
});

test('fails on a cluster that does not keep its own restartPolicy', () => {
  const plan = planOf(
    { containers: [{ name: 'migrate', command: ['/m'], restartPolicy: 'OnFailure' }, 'app'] }, { ...completed, kubernetesVersion: '1.34' },
  );
  expect(problemsOf(completesButRestarts, plan)).toEqual([{
    message: '"app" waits until "migrate" has completed, but the Pod\'s restartPolicy is "Always": the kubelet restarts "migrate" each time it ends',
    cure: 'set kubernetesVersion to 1.35 or newer, which keeps the restartPolicy of "migrate"',
  }]);
});

test('fails in a Pod that ends, when the container is always started again', () => {
  const plan = planOf(
    { restartPolicy: 'Never', containers: [{ name: 'migrate', command: ['/m'], restartPolicy: 'Always' }, 'app'] },
    { ...completed, kubernetesVersion: '1.35' },
  );
  expect(problemsOf(completesButRestarts, plan)).toEqual([{
    message: '"app" waits until "migrate" has completed, but its own restartPolicy is "Always": the kubelet restarts "migrate" each time it ends',
    cure: 'set restartPolicy: OnFailure for "migrate"',
  }]);
});

test('fails when its own rules start it again after success', () => {
  const restartPolicyRules = [{ action: 'Restart', exitCodes: { operator: 'In', values: [0] } }];
  const plan = planOf(
    { restartPolicy: 'Never', containers: [{ name: 'migrate', command: ['/m'], restartPolicy: 'Never', restartPolicyRules }, 'app'] },
    { ...completed, kubernetesVersion: '1.35' },
  );
  expect(problemsOf(completesButRestarts, plan)).toEqual([{
    message: '"app" waits until "migrate" has completed, but "migrate" has restartPolicyRules: the kubelet restarts "migrate" each time it ends',
    cure: 'set restartPolicy: OnFailure for "migrate", and remove its restartPolicyRules',
  }]);
});
