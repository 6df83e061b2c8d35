import { describe, expect, test } from 'vitest';
import type { Container } from '../../../src/private/manifest';
import { guardProbeTime, needsGuardProbe } from '../../../src/private/plan/guard-probe';
import { edge, type OrderInput, planOf, type PodInput, READY, RUNTIME_IMAGE } from '../support';

const probe = { tcpSocket: { port: 80 } };
const guarded: OrderInput = { edges: ['app -> proxy'], containers: { proxy: { check: READY } }, mechanism: 'guard', runtimeImage: RUNTIME_IMAGE };

function needs(app: Partial<Container>, order: OrderInput = guarded, pod: PodInput = {}): boolean {
  const plan = planOf({ containers: [{ name: 'app', command: ['/app'], ...app }, 'proxy'], ...pod }, order);
  return needsGuardProbe(plan, plan.byName.get('app')!);
}

describe('a container gets a startup probe of ours', () => {
  test('when it has a guard and no probe', () => {
    expect(needs({})).toBe(true);
  });

  test('when a liveness probe would kill it while its guard waits', () => {
    expect(needs({ readinessProbe: probe, livenessProbe: probe })).toBe(true);
  });

  test('when the probe that cdk8s-plus added is taken away', () => {
    const order: OrderInput = {
      edges: ['app -> proxy', 'third -> app'], mechanism: 'guard', runtimeImage: RUNTIME_IMAGE,
      containers: { proxy: { check: READY }, app: { check: { kind: 'tcpSocket', port: 80, listensOn: 'loopback' } } },
    };
    const app = { name: 'app', command: ['/app'], ports: [{ containerPort: 80 }], startupProbe: { ...probe, failureThreshold: 3 } };
    expect(needs(app, order, { containers: [app, 'proxy', 'third'] })).toBe(true);
  });
});

describe('a container gets none', () => {
  test('without a guard', () => {
    expect(needs({}, { ...guarded, mechanism: 'native' })).toBe(false);
  });

  test('with a readiness probe of its own', () => {
    expect(needs({ readinessProbe: probe })).toBe(false);
  });

  test('with a startup probe of its own', () => {
    expect(needs({ startupProbe: probe })).toBe(false);
  });

  test('in a Pod that ends', () => {
    expect(needs({}, guarded, { restartPolicy: 'OnFailure' })).toBe(false);
  });

  test('with readiness off', () => {
    expect(needs({}, { ...guarded, readiness: false })).toBe(false);
  });

  test('when it is a native sidecar, whose startup probe would delay all later containers', () => {
    const app = { name: 'app', command: ['/app'], restartPolicy: 'Always' };
    expect(needs({}, guarded, { initContainers: [app], containers: ['proxy'] })).toBe(false);
  });

  test('when its guard only publishes its state', () => {
    const order: OrderInput = { edges: [edge('third', 'app', { condition: 'started' })], mechanism: 'guard', runtimeImage: RUNTIME_IMAGE };
    expect(needs({}, order, { containers: ['app', 'third'] })).toBe(false);
  });
});

describe('the time of the probe', () => {
  function timeOf(...edges: readonly ReturnType<typeof edge>[]): ReturnType<typeof guardProbeTime> {
    const containers = { proxy: { check: READY }, other: { check: READY } };
    const plan = planOf({ containers: ['app', 'proxy', 'other'] }, { ...guarded, containers, edges });
    return guardProbeTime(plan.byName.get('app')!);
  }

  test('is the longest timeout of the guard and five seconds', () => {
    expect(timeOf(edge('app', 'proxy', { timeoutMs: 5000 }), edge('app', 'other', { timeoutMs: 90_000 }))).toEqual({ timeoutMs: 95_000, forEver: false });
  });

  test('has no end when one of its waits has none', () => {
    expect(timeOf(edge('app', 'proxy', { timeoutMs: 5000, onTimeout: 'block' }), edge('app', 'other', { timeoutMs: 3000 })))
      .toEqual({ timeoutMs: 10_000, forEver: true });
  });
});
