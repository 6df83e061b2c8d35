import { describe, expect, test } from 'vitest';
import type { MechanismName } from '../../../src/private/model';
import { policyNotSupported } from '../../../src/private/rules/policy-not-supported';
import { edge, planOf, type PodInput, problemsOf, READY } from '../support';

const pod = { containers: ['proxy', 'app', 'worker'] };
const containers = { proxy: { check: READY } };

test.each([['native'], ['native-waiter']] satisfies [MechanismName][])('fails when %s is to go on after the timeout', (mechanism) => {
  expect(problemsOf(
    policyNotSupported, planOf(pod, { edges: [edge('app', 'proxy', { onTimeout: 'continue', mechanism })], containers }),
  )).toEqual([{
    message: `"app" must start after 60s even without "proxy" (continue), which the mechanism "${mechanism}" can't do`,
    cure: 'use Mechanism.GUARD with configure({ runtimeImage }), or OnTimeout.FAIL, or OnTimeout.BLOCK',
  }]);
});

test('fails when the kubelet is to go on without a plain init container', () => {
  const plan = planOf(
    { initContainers: ['setup'], containers: ['app'] }, { edges: [edge('app', 'setup', { onTimeout: 'continue', timeoutMs: 1500 })] },
  );
  expect(problemsOf(policyNotSupported, plan)).toEqual([{
    message: '"app" must start after 1500ms even without "setup" (continue), which the order of the init containers can\'t do',
    cure: 'use OnTimeout.FAIL, or OnTimeout.BLOCK',
  }]);
});

test('fails when the startup probe of another gate holds back the one that is to go on', () => {
  const plan = planOf(pod, {
    edges: [edge('worker', 'proxy', { mechanism: 'native' }), edge('app', 'proxy', { onTimeout: 'continue' })], containers,
  });
  expect(problemsOf(policyNotSupported, plan)).toEqual([{
    message: '"app" must start after 60s even without "proxy" (continue), but "proxy" is a native sidecar whose startupProbe is the gate of other containers and also blocks "app"',
    cure: 'use Mechanism.GUARD with configure({ runtimeImage }) for every dependency on it, or OnTimeout.FAIL, or OnTimeout.BLOCK',
  }]);
});

test('fails when a startup probe of the native sidecar itself holds back the one that is to go on', () => {
  const proxy = { name: 'proxy', restartPolicy: 'Always', startupProbe: { httpGet: { port: 8080 } } };
  const plan = planOf({ initContainers: [proxy], containers: ['app'] }, { edges: [edge('app', 'proxy', { onTimeout: 'continue' })] });
  expect(problemsOf(policyNotSupported, plan)).toEqual([{
    message: '"app" must start after 60s even without "proxy" (continue), but "proxy" is a native sidecar with a startupProbe, which also blocks "app"',
    cure: 'remove the startupProbe and declare readyWhen, or use OnTimeout.FAIL or OnTimeout.BLOCK',
  }]);
});

test('says nothing when the probe of cdk8s-plus gives way to the guard', () => {
  const proxy = { name: 'proxy', ports: [{ containerPort: 8080 }], startupProbe: { tcpSocket: { port: 8080 }, failureThreshold: 3 } };
  const plan = planOf(
    { containers: [proxy, 'app'] },
    { edges: [edge('app', 'proxy', { onTimeout: 'continue' })], containers: { proxy: { check: READY, sidecar: true } } },
  );
  expect(problemsOf(policyNotSupported, plan)).toEqual([]);
});

test.each(['guard', 'post-start'] satisfies MechanismName[])('says nothing when %s goes on', (mechanism) => {
  expect(problemsOf(
    policyNotSupported, planOf(pod, { edges: [edge('app', 'proxy', { onTimeout: 'continue', mechanism })], containers }),
  )).toEqual([]);
});

describe('a startup probe of the container itself', () => {
  const own = (failureThreshold?: number): PodInput => ({
    containers: [{ name: 'proxy', startupProbe: { httpGet: { port: 8080 }, periodSeconds: 2, failureThreshold } }, 'app'],
  });
  const order = { edges: [edge('app', 'proxy', { onTimeout: 'block' })] } as const;

  test('fails when it is the gate of one that is to wait for ever, and gives up', () => {
    expect(problemsOf(policyNotSupported, planOf(own(30), order))).toEqual([{
      message: '"app" must wait for "proxy" for ever (block), but the gate is the startupProbe of "proxy", which gives up after 60 s',
      cure: 'remove the startupProbe and declare readyWhen, or set its failureThreshold to 2147483647; or use Mechanism.GUARD with configure({ runtimeImage }), or OnTimeout.FAIL',
    }]);
  });

  test('counts the threshold that Kubernetes gives it', () => {
    expect(problemsOf(policyNotSupported, planOf(own(), order))).toMatchObject([{
      message: expect.stringMatching(/gives up after 6 s$/) as string,
    }]);
  });

  test('may be the gate when it never gives up', () => {
    expect(problemsOf(policyNotSupported, planOf(own(2_147_483_647), order))).toEqual([]);
  });

  test('is no gate of one that is guarded, or waits for the start', () => {
    const edges = [
      edge('app', 'proxy', { onTimeout: 'block', mechanism: 'guard' }),
      edge('worker', 'proxy', { onTimeout: 'block', condition: 'started', mechanism: 'native' }),
    ];
    expect(problemsOf(policyNotSupported, planOf({ containers: [...own(30).containers!, 'worker'] }, { edges }))).toEqual([]);
  });
});

test.each(['fail', 'block'] as const)('says nothing of native and %s', (onTimeout) => {
  expect(problemsOf(policyNotSupported, planOf(pod, { edges: [edge('app', 'proxy', { onTimeout })], containers }))).toEqual([]);
});
