import { expect, test } from 'vitest';
import { startupBudget } from '../../../src/private/rules/startup-budget';
import { edge, planOf, problemsOf, READY } from '../support';

const automatic = { ports: [{ containerPort: 8080 }], startupProbe: { tcpSocket: { port: 8080 }, failureThreshold: 3 } };
const own = { startupProbe: { tcpSocket: { port: 8080 }, failureThreshold: 3 } };
const ready = { proxy: { check: READY } };

test('says where the probe comes from that the user did not write', () => {
  expect(problemsOf(
    startupBudget, planOf({ containers: [{ name: 'proxy', ...automatic }, 'app'] }, { edges: ['app -> proxy'] }),
  )).toEqual([{
    message: 'the startupProbe of "proxy" gives up after 30 s, but "app" waits 60 s for "proxy"',
    cure: 'cdk8s-plus added the startupProbe for portNumber: declare readyWhen(Check.tcpSocket()), which replaces it, or shorten the timeout of "app" on "proxy" to 30 s or less',
  }]);
});

test('warns when the startup probe that is the gate gives up before the timeout', () => {
  expect(problemsOf(startupBudget, planOf({ containers: [{ name: 'proxy', ...own }, 'app'] }, { edges: ['app -> proxy'] }))).toEqual([{
    message: 'the startupProbe of "proxy" gives up after 30 s, but "app" waits 60 s for "proxy"',
    cure: 'give the startupProbe a failureThreshold of 6 or more (periodSeconds 10), or shorten the timeout of "app" on "proxy" to 30 s or less',
  }]);
});

test('warns when a dependent is killed while it waits behind its guard', () => {
  const plan = planOf(
    { containers: ['proxy', { name: 'app', command: ['/app'], ...own }] },
    { edges: [edge('app', 'proxy', { timeoutMs: 45_000 })], containers: ready, mechanism: 'guard' },
  );
  expect(problemsOf(startupBudget, plan)).toEqual([{
    message: 'the startupProbe of "app" gives up after 30 s, but the guard of "app" waits 45 s for "proxy"',
    cure: 'give the startupProbe a failureThreshold of 5 or more (periodSeconds 10), or shorten the timeout of "app" on "proxy" to 30 s or less',
  }]);
});

test('warns when a dependent that waits for ever has a startup probe', () => {
  const plan = planOf(
    { containers: ['proxy', { name: 'app', command: ['/app'], ...own }] },
    { edges: [edge('app', 'proxy', { onTimeout: 'block' })], containers: ready, mechanism: 'guard' },
  );
  expect(problemsOf(startupBudget, plan)).toEqual([{
    message: 'the startupProbe of "app" gives up after 30 s, but the guard of "app" waits for ever for "proxy"',
    cure: 'remove the startupProbe, or use OnTimeout.FAIL, and shorten the timeout of "app" on "proxy" to 30 s or less',
  }]);
});

test('says nothing when a sidecar waits for ever itself: its gate never gives up', () => {
  const plan = planOf(
    { initContainers: [{ name: 'proxy', restartPolicy: 'Always', command: ['/proxy'] }], containers: ['db', 'app'] },
    {
      edges: [edge('proxy', 'db', { onTimeout: 'block', mechanism: 'guard' }), 'app -> proxy'],
      containers: { ...ready, db: { check: READY, sidecar: true } },
    },
  );
  expect(problemsOf(startupBudget, plan)).toEqual([]);
});

test('counts the delay and the period of the probe', () => {
  const proxy = {
    name: 'proxy', startupProbe: { tcpSocket: { port: 1 }, initialDelaySeconds: 20, periodSeconds: 3, failureThreshold: 10 },
  };
  expect(problemsOf(startupBudget, planOf({ containers: [proxy, 'app'] }, { edges: ['app -> proxy'] }))).toEqual([{
    message: 'the startupProbe of "proxy" gives up after 50 s, but "app" waits 60 s for "proxy"',
    cure: 'give the startupProbe a failureThreshold of 14 or more (periodSeconds 3), or shorten the timeout of "app" on "proxy" to 50 s or less',
  }]);
});

test('says nothing when the probe lasts as long as the timeout', () => {
  const proxy = { name: 'proxy', startupProbe: { tcpSocket: { port: 1 }, failureThreshold: 6 } };
  expect(problemsOf(startupBudget, planOf({ containers: [proxy, 'app'] }, { edges: ['app -> proxy'] }))).toEqual([]);
});

test('says nothing when readyWhen takes the place of the automatic probe', () => {
  expect(problemsOf(
    startupBudget, planOf({ containers: [{ name: 'proxy', ...automatic }, 'app'] }, { edges: ['app -> proxy'], containers: ready }),
  )).toEqual([]);
});

test.each(['guard', 'init-waiter', 'post-start'] as const)('says nothing of the automatic probe under %s, as it lasts as long as the timeout', (mechanism) => {
  for (const containers of [{}, ready]) {
    const plan = planOf({ containers: [{ name: 'proxy', ...automatic }, 'app'] }, { edges: ['app -> proxy'], containers, mechanism });
    expect(problemsOf(startupBudget, plan)).toEqual([]);
  }
});

test('says nothing when a sidecar\'s own gate lasts as long as it waits itself', () => {
  const plan = planOf(
    { containers: ['db', 'proxy', 'app'] },
    {
      edges: [edge('proxy', 'db', { timeoutMs: 300_000, mechanism: 'guard' }), 'app -> proxy'],
      containers: { ...ready, db: { check: READY, sidecar: true } },
    },
  );
  expect(problemsOf(startupBudget, plan)).toEqual([]);
});

test('says nothing when only the start is awaited', () => {
  const plan = planOf(
    { containers: [{ name: 'proxy', ...automatic }, 'app'] }, { edges: [edge('app', 'proxy', { condition: 'started' })] },
  );
  expect(problemsOf(startupBudget, plan)).toEqual([]);
});
