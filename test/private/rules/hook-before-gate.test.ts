import { expect, test } from 'vitest';
import { hookBeforeGate } from '../../../src/private/rules/hook-before-gate';
import { edge, planOf, problemsOf, READY } from '../support';

const containers = { proxy: { check: READY }, cache: { check: { ...READY, port: 6379 } } };
const app = { name: 'app', command: ['/app'], lifecycle: { postStart: { exec: { command: ['/register'] } } } };

test('warns of a postStart hook that runs beside the guard of its container', () => {
  const plan = planOf({ containers: ['proxy', 'cache', app] }, { edges: ['app -> proxy', 'app -> cache'], containers, mechanism: 'guard' });
  expect(problemsOf(hookBeforeGate, plan)).toEqual([{
    message: 'the postStart hook of "app" runs before its gate opens: the kubelet runs the hook while the guard still waits for "cache", "proxy"',
    cure: 'move the work of the hook into the command of the container, or use Mechanism.NATIVE, which creates the container after the gate has opened',
  }]);
});

test('says nothing where the container is created after the gate has opened', () => {
  expect(problemsOf(hookBeforeGate, planOf({ containers: ['proxy', app] }, { edges: ['app -> proxy'], containers }))).toEqual([]);
});

test('says nothing of a guard that only publishes its phases', () => {
  const plan = planOf({ containers: [app, 'worker'] }, { edges: [edge('worker', 'app', { condition: 'started', mechanism: 'guard' })] });
  expect(problemsOf(hookBeforeGate, plan)).toEqual([]);
});
