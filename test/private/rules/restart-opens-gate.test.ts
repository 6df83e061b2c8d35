import { expect, test } from 'vitest';
import { restartOpensGate } from '../../../src/private/rules/restart-opens-gate';
import { edge, type OrderInput, planOf, problemsOf, READY, RUNTIME_IMAGE } from '../support';

const order: OrderInput = { edges: ['app -> proxy'], containers: { proxy: { check: READY } } };

function problems(input: OrderInput): ReturnType<typeof problemsOf> {
  return problemsOf(restartOpensGate, planOf({ containers: ['app', 'proxy'] }, input));
}

test('warns where a startup probe is the gate by default', () => {
  expect(problems(order)).toEqual([{
    message: '"app" waits for "proxy" with a startup probe, which opens when the kubelet restarts',
    cure: 'set runtimeImage in configure: a guard or an init container then waits and stays closed; or ask for Mechanism.NATIVE',
  }]);
});

test('names another check where the runtime image does not help', () => {
  const containers = { proxy: { check: { kind: 'command', command: ['ok'] } } } as const;
  expect(problems({ ...order, containers, runtimeImage: RUNTIME_IMAGE })).toEqual([{
    message: '"app" waits for "proxy" with a startup probe, which opens when the kubelet restarts',
    cure: 'declare a check that a guard can run: httpGet, tcpSocket or grpc; or ask for Mechanism.NATIVE_WAITER',
  }]);
});

test.each<[string, OrderInput]>([
  ['with a runtime image', { ...order, runtimeImage: RUNTIME_IMAGE }],
  ['before Kubernetes 1.35', { ...order, kubernetesVersion: '1.34' }],
  ['where the order asks for the mechanism', { ...order, mechanism: 'native' }],
  ['where the dependency asks for it', { ...order, edges: [edge('app', 'proxy', { mechanism: 'native' })] }],
  ['where a start is enough', { ...order, edges: [edge('app', 'proxy', { condition: 'started' })] }],
])('says nothing %s', (_where, input) => {
  expect(problems(input)).toEqual([]);
});
