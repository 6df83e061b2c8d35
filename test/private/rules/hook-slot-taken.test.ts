import { expect, test } from 'vitest';
import { hookSlotTaken } from '../../../src/private/rules/hook-slot-taken';
import { edge, planOf, problemsOf, READY, RUNTIME_IMAGE } from '../support';

const order = {
  edges: ['app -> proxy'], containers: { proxy: { check: READY } }, mechanism: 'post-start', runtimeImage: RUNTIME_IMAGE,
} as const;
const lifecycle = { postStart: { exec: { command: ['/setup'] } } };

test('fails when the hook of a sidecar is taken', () => {
  expect(problemsOf(hookSlotTaken, planOf({ containers: [{ name: 'proxy', lifecycle }, 'app'] }, order))).toEqual([{
    message: '"app" waits for "proxy" in a postStart hook, but "proxy" already has a postStart hook',
    cure: 'use Mechanism.NATIVE, or use Mechanism.GUARD, or remove the hook',
  }]);
});

test('says nothing of a preStop hook', () => {
  expect(problemsOf(hookSlotTaken, planOf({ containers: [{ name: 'proxy', lifecycle: { preStop: {} } }, 'app'] }, order))).toEqual([]);
});

test('says nothing when the hook is not needed', () => {
  const pod = { containers: [{ name: 'proxy', lifecycle }, 'app'] };
  expect(problemsOf(hookSlotTaken, planOf(pod, { ...order, mechanism: 'native' }))).toEqual([]);
  expect(problemsOf(hookSlotTaken, planOf(pod, { ...order, edges: [edge('app', 'proxy', { condition: 'started' })] }))).toEqual([]);
});
