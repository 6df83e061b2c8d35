import { expect, test } from 'vitest';
import { livenessDuringWarmUp } from '../../../src/private/rules/liveness-during-warm-up';
import { edge, planOf, problemsOf, READY, RUNTIME_IMAGE } from '../support';

const livenessProbe = { httpGet: { path: '/live', port: 8080 }, initialDelaySeconds: 5 };
const containers = { proxy: { check: READY } };
const cure = 'add a startupProbe with a failureThreshold of 6 or more (periodSeconds 10)';

test('warns when a slow sidecar would be killed before the timeout', () => {
  const plan = planOf(
    { containers: [{ name: 'proxy', livenessProbe }, 'app'] }, { edges: ['app -> proxy'], containers, mechanism: 'guard' },
  );
  expect(problemsOf(livenessDuringWarmUp, plan)).toEqual([
    { message: 'the livenessProbe of "proxy" kills it after 35 s of warm-up, but "app" waits 60 s for "proxy"', cure },
  ]);
});

test('says nothing of a dependent whose guard has a startup probe of ours', () => {
  const app = { name: 'app', command: ['/app'], livenessProbe };
  const plan = planOf({ containers: ['proxy', app] }, { edges: ['app -> proxy'], containers, mechanism: 'guard', runtimeImage: RUNTIME_IMAGE });
  expect(problemsOf(livenessDuringWarmUp, plan)).toEqual([]);
});

test('warns when a dependent would be killed while it waits behind its guard', () => {
  const app = { name: 'app', command: ['/app'], livenessProbe };
  const order = { edges: ['app -> proxy'], containers, mechanism: 'guard', readiness: false } as const;
  expect(problemsOf(livenessDuringWarmUp, planOf({ containers: ['proxy', app] }, order))).toEqual([
    { message: 'the livenessProbe of "app" kills it after 35 s, but the guard of "app" waits 60 s for "proxy"', cure },
  ]);
});

test('warns when a dependent waits for ever behind its guard', () => {
  const app = { name: 'app', command: ['/app'], livenessProbe };
  const plan = planOf(
    { containers: ['proxy', app] },
    { edges: [edge('app', 'proxy', { onTimeout: 'block' })], containers, mechanism: 'guard', readiness: false },
  );
  expect(problemsOf(livenessDuringWarmUp, plan).map(({ message }) => message)).toEqual([
    'the livenessProbe of "app" kills it after 35 s, but the guard of "app" waits for ever for "proxy"',
  ]);
});

test('says nothing of a native gate, whose startup probe stands in front', () => {
  expect(problemsOf(
    livenessDuringWarmUp, planOf({ containers: [{ name: 'proxy', livenessProbe }, 'app'] }, { edges: ['app -> proxy'], containers }),
  )).toEqual([]);
});

test('says nothing when the container has a startup probe of its own', () => {
  const proxy = { name: 'proxy', livenessProbe, startupProbe: { tcpSocket: { port: 8080 } } };
  expect(problemsOf(
    livenessDuringWarmUp, planOf({ containers: [proxy, 'app'] }, { edges: ['app -> proxy'], mechanism: 'guard' }),
  )).toEqual([]);
});

test('warns when the probe of cdk8s-plus, which would stand in front, gives way to the guard', () => {
  const proxy = {
    name: 'proxy', livenessProbe, ports: [{ containerPort: 8080 }], startupProbe: { tcpSocket: { port: 8080 }, failureThreshold: 3 },
  };
  const plan = planOf(
    { containers: [proxy, 'app'] }, { edges: ['app -> proxy'], containers: { proxy: { check: READY, sidecar: true } }, mechanism: 'guard' },
  );
  expect(problemsOf(livenessDuringWarmUp, plan)).toHaveLength(1);
});

test('says nothing when the liveness probe waits as long as the timeout', () => {
  const proxy = { name: 'proxy', livenessProbe: { ...livenessProbe, initialDelaySeconds: 30 } };
  expect(problemsOf(
    livenessDuringWarmUp, planOf({ containers: [proxy, 'app'] }, { edges: ['app -> proxy'], containers, mechanism: 'guard' }),
  )).toEqual([]);
});
