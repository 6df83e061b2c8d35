import { expect, test } from 'vitest';
import { annotationText } from '../../src/private/annotation';
import type { CheckModel, MechanismName } from '../../src/private/model';
import { edge, type OrderInput, planOf, READY, RUNTIME_IMAGE } from './support';

const pod = { containers: ['app', 'proxy', 'migrate'] };

function orderIn(order: OrderInput): unknown {
  return JSON.parse(annotationText(planOf(pod, order))!);
}

test('is compact JSON', () => {
  expect(annotationText(planOf(pod, { edges: ['app -> proxy'], containers: { proxy: { check: READY } } }))).toBe(
    '{"version":1,"dependencies":[{"container":"app","dependsOn":"proxy","condition":"healthy","check":"http://localhost:8080/ready","timeout":"60s","onTimeout":"fail","mechanism":"native"}]}',
  );
});

test('has no check where none is asked for', () => {
  expect(orderIn({ edges: [edge('app', 'migrate', { condition: 'succeeded' })] })).toEqual({
    version: 1,
    dependencies: [{
      container: 'app', dependsOn: 'migrate', condition: 'succeeded', timeout: '60s', onTimeout: 'fail', mechanism: 'order',
    }],
  });
});

test('says what was declared of a dependency', () => {
  expect(orderIn({
    edges: [edge('app', 'proxy', { timeoutMs: 1500, onTimeout: 'continue', mechanism: 'guard' })], containers: { proxy: { check: READY } },
  })).toMatchObject({
    dependencies: [{ timeout: '1500ms', onTimeout: 'continue', mechanism: 'guard' }],
  });
});

test('holds no header, which may be a secret', () => {
  const check = { ...READY, headers: [{ name: 'Authorization', value: 'secret' }] } as typeof READY;
  expect(annotationText(planOf(pod, { edges: ['app -> proxy'], containers: { proxy: { check } } }))).not.toContain('secret');
});

test.each<[MechanismName, string[]]>([
  ['guard', ['--request-timeout', '1500ms', '--interval', '2s']], ['native', ['--request-timeout', '2s', '--interval', '2s']],
])('has the times of a check as %s keeps them', (mechanism, options) => {
  const check = { ...READY, timeoutMs: 1500, intervalMs: 2000 };
  const written = orderIn({ edges: [edge('app', 'proxy', { mechanism })], containers: { proxy: { check } } });
  expect(written).toMatchObject({ dependencies: [{ check: ['http://localhost:8080/ready', ...options] }] });
});

test('has each of several checks', () => {
  const check: CheckModel = { kind: 'all', checks: [{ ...READY, statuses: [401] }, { kind: 'file', path: '/ready' }] };
  const written = orderIn({ edges: ['app -> proxy'], containers: { proxy: { check } } });
  expect(written).toMatchObject({ dependencies: [{ check: ['http://localhost:8080/ready', '--status', '401', 'file:///ready'] }] });
});

test('has the Host header of a check, which tells a server apart', () => {
  const check = { ...READY, headers: [{ name: 'Host', value: 'shop.example' }, { name: 'X-A', value: 'secret' }] };
  const written = orderIn({ edges: ['app -> proxy'], containers: { proxy: { check } } });
  expect(written).toMatchObject({ dependencies: [{ check: ['http://localhost:8080/ready', '--header', 'Host: shop.example'] }] });
});

test('names an optional dependency that is no gate, since the Pod does not have the other container', () => {
  expect(orderIn({ edges: [edge('app', 'porxy', { optional: true })] })).toEqual({
    version: 1, dependencies: [], absent: [{ container: 'app', dependsOn: 'porxy' }],
  });
});

test.each<[CheckModel, string]>([
  [{ ...READY, path: '/ready?token=secret' }, 'http://localhost:8080/ready'],
  [{ kind: 'unixSocket', path: '/run/proxy.sock', httpPath: '/ready?token=secret' }, 'unix:///run/proxy.sock:/ready'],
])('holds no query of %j, which may be a secret', (check, target) => {
  const written = orderIn({ edges: [edge('app', 'proxy', { mechanism: 'guard' })], containers: { proxy: { check } } });
  expect((written as { dependencies: readonly { check: string }[] }).dependencies[0]!.check).toBe(target);
});

test('has the version that the order was declared for', () => {
  expect(orderIn({ edges: [edge('app', 'migrate', { condition: 'succeeded' })], kubernetesVersion: '1.35' })).toMatchObject({ kubernetesVersion: '1.35' });
});

test('is not written without a dependency', () => {
  expect(annotationText(planOf(pod, {}))).toBeUndefined();
});

test('is written where a guard ends a sidecar, and nothing waits', () => {
  const job = { ...pod, restartPolicy: 'Never' };
  expect(annotationText(planOf(job, { containers: { proxy: { sidecar: true } }, kubernetesVersion: '1.28', runtimeImage: RUNTIME_IMAGE })))
    .toBe('{"version":1,"kubernetesVersion":"1.28","dependencies":[]}');
});
