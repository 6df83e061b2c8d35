import { expect, test } from 'vitest';
import type { MechanismName } from '../../../src/private/model';
import { conditionNotSupported } from '../../../src/private/rules/condition-not-supported';
import { edge, planOf, problemsOf, READY } from '../support';

const pod = { containers: ['migrate', 'app'], restartPolicy: 'Never' };

test.each([['native'], ['native-waiter'], ['post-start']] satisfies [MechanismName][])('fails when %s is to see an end', (mechanism) => {
  expect(problemsOf(
    conditionNotSupported, planOf(pod, { edges: [edge('app', 'migrate', { condition: 'completed', mechanism })] }),
  )).toEqual([{
    message: `"app" waits until "migrate" has completed, which the mechanism "${mechanism}" can't see`,
    cure: 'use Mechanism.GUARD with configure({ runtimeImage }), or wait for Condition.SUCCEEDED without a mechanism',
  }]);
});

test('fails when the end of a native sidecar is awaited', () => {
  const plan = planOf(
    { initContainers: [{ name: 'proxy', restartPolicy: 'Always' }], containers: ['app'] },
    { edges: [edge('app', 'proxy', { condition: 'completed' })] },
  );
  expect(problemsOf(conditionNotSupported, plan)).toEqual([{
    message: '"app" waits until "proxy" has completed, but "proxy" is a sidecar, which ends only after "app"',
    cure: 'wait for Condition.STARTED, or Condition.HEALTHY with readyWhen(Check.httpGet(…))',
  }]);
});

test('fails when the end of a declared sidecar is awaited', () => {
  const plan = planOf(pod, {
    edges: [edge('app', 'migrate', { condition: 'succeeded' })], containers: { migrate: { sidecar: true } }, kubernetesVersion: '1.28',
  });
  expect(problemsOf(conditionNotSupported, plan)).toEqual([{
    message: '"app" waits until "migrate" has succeeded, but "migrate" is a sidecar, which ends only after "app"',
    cure: 'wait for Condition.STARTED, or Condition.HEALTHY with readyWhen(Check.httpGet(…)), or remove asSidecar()',
  }]);
});

test('fails when a failed end of a plain init container is to be enough', () => {
  const plan = planOf({ initContainers: ['setup'], containers: ['app'] }, { edges: [edge('app', 'setup', { condition: 'completed' })] });
  expect(problemsOf(conditionNotSupported, plan)).toEqual([{
    message: '"app" waits until "setup" has completed, with any exit code, but "setup" is a plain init container: the kubelet starts later containers only after exit code 0',
    cure: 'wait for Condition.SUCCEEDED',
  }]);
});

test('says nothing when the guard awaits an end', () => {
  expect(problemsOf(conditionNotSupported, planOf(pod, { edges: [edge('app', 'migrate', { condition: 'completed' })] }))).toEqual([]);
});

test('says nothing when the success of what becomes an init container is awaited', () => {
  expect(problemsOf(conditionNotSupported, planOf(pod, { edges: [edge('app', 'migrate', { condition: 'succeeded' })] }))).toEqual([]);
});

test.each(['started', 'completed', 'succeeded'] as const)('fails when a container waits until an injected one has %s', (condition) => {
  const containers = { mesh: { check: READY, foreign: { kind: 'injected', native: false } } } as const;
  const plan = planOf({ containers: [{ name: 'app', command: ['/app'] }] }, { edges: [edge('app', 'mesh', { condition })], containers });
  expect(problemsOf(conditionNotSupported, plan)).toEqual([{
    message: `"app" waits until "mesh" has ${condition}, but "mesh" is injected at admission: only its check can be seen`,
    cure: 'wait for Condition.HEALTHY',
  }]);
});
