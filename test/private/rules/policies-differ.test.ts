import { expect, test } from 'vitest';
import { policiesDiffer } from '../../../src/private/rules/policies-differ';
import { edge, planOf, problemsOf, READY } from '../support';

const pod = { containers: ['proxy', 'app', 'worker'] };
const containers = { proxy: { check: READY } };
const edges = [edge('worker', 'proxy', { onTimeout: 'block' }), edge('app', 'proxy')];
const cure = 'give these dependencies the same onTimeout, or use Mechanism.GUARD with configure({ runtimeImage }) for "worker"';

test('fails when one startup probe is to have two policies', () => {
  expect(problemsOf(policiesDiffer, planOf(pod, { edges, containers }))).toEqual([
    { message: 'one startupProbe of "proxy" is the gate of all its dependents, but their policies differ: "app" fail, "worker" block', cure },
  ]);
});

test('fails when one hook is to have two policies', () => {
  expect(problemsOf(policiesDiffer, planOf(pod, { edges, containers, mechanism: 'post-start' }))).toEqual([
    { message: 'one postStart hook of "proxy" is the gate of all its dependents, but their policies differ: "app" fail, "worker" block', cure },
  ]);
});

test('says nothing of guards, which have a gate each', () => {
  expect(problemsOf(policiesDiffer, planOf(pod, { edges, containers, mechanism: 'guard' }))).toEqual([]);
});

test('says nothing of different timeouts', () => {
  expect(problemsOf(
    policiesDiffer, planOf(pod, { edges: [edge('app', 'proxy', { timeoutMs: 1000 }), edge('worker', 'proxy')], containers }),
  )).toEqual([]);
});
