import { describe, expect, test } from 'vitest';
import { NEVER, probeBudgetSeconds, startupProbe } from '../../src/private/check-probe';
import type { CheckModel } from '../../src/private/model';
import type { ResolvedCheck } from '../../src/private/resolved-check';
import { yamlOf } from './rendered';
import { READY } from './support';

function probeOf(check: CheckModel, more: Partial<ResolvedCheck> = {}): string {
  return yamlOf(startupProbe({ source: 'readyWhen', check, ...more }, 60_000, false));
}

test('httpGet once a second for as long as the timeout', () => {
  expect(probeOf(READY)).toMatchInlineSnapshot(`
    "httpGet:
      path: /ready
      port: 8080
    periodSeconds: 1
    failureThreshold: 60"
  `);
});

test('httpGet with all that it can have', () => {
  const check: CheckModel = {
    kind: 'httpGet', path: '/r', port: 1, tls: true, host: 'h', headers: [{ name: 'A', value: 'b' }], listensOn: 'all',
  };
  expect(probeOf(check)).toMatchInlineSnapshot(`
    "httpGet:
      path: /r
      port: 1
      host: h
      scheme: HTTPS
      httpHeaders:
        - name: A
          value: b
    periodSeconds: 1
    failureThreshold: 60"
  `);
});

test('tcpSocket', () => {
  expect(probeOf({ kind: 'tcpSocket', port: 5432, host: 'h', listensOn: 'all' })).toMatchInlineSnapshot(`
    "tcpSocket:
      port: 5432
      host: h
    periodSeconds: 1
    failureThreshold: 60"
  `);
});

test('grpc', () => {
  expect(probeOf({ kind: 'grpc', port: 9000, service: 'shop.v1.Cart', listensOn: 'all' })).toMatchInlineSnapshot(`
    "grpc:
      port: 9000
      service: shop.v1.Cart
    periodSeconds: 1
    failureThreshold: 60"
  `);
});

test('a declared command is taken as it is: references are escaped', () => {
  expect(probeOf({ kind: 'command', command: ['up', '$(A)'] })).toMatchInlineSnapshot(`
    "exec:
      command:
        - up
        - $$(A)
    periodSeconds: 1
    failureThreshold: 60"
  `);
});

test('the command of a probe keeps its references', () => {
  expect(probeOf({ kind: 'command', command: ['up', '$(A)'] }, { source: 'readinessProbe' })).toMatchInlineSnapshot(`
    "exec:
      command:
        - up
        - $(A)
    periodSeconds: 1
    failureThreshold: 60"
  `);
});

test('the time of an attempt of a reused probe is kept', () => {
  expect(startupProbe(
    { source: 'readinessProbe', check: { ...READY, timeoutMs: 3000 } }, 60_000, false,
  )).toMatchObject({ timeoutSeconds: 3, periodSeconds: 1 });
});

test('the times of a check are the period and the timeout, in whole seconds', () => {
  expect(probeOf({ ...READY, timeoutMs: 2500, intervalMs: 4001 })).toMatchInlineSnapshot(`
    "httpGet:
      path: /ready
      port: 8080
    periodSeconds: 5
    timeoutSeconds: 3
    failureThreshold: 13"
  `);
});

describe('the number of tries', () => {
  test.each([[60_000, 60], [1500, 2], [1, 1]])('%i ms are %i tries', (timeoutMs, failureThreshold) => {
    expect(startupProbe({ source: 'readyWhen', check: READY }, timeoutMs, false)).toMatchObject({ failureThreshold });
  });

  test.each([
    [60_000, 1000, 60], [60_000, 5000, 13], [60_000, 7000, 10], [60_000, 60_000, 2], [500, 500, 1], [10_000, 3000, 4],
  ])('cover %i ms at an interval of %i ms: %i', (timeoutMs, intervalMs, failureThreshold) => {
    const probe = startupProbe({ source: 'readyWhen', check: { ...READY, intervalMs } }, timeoutMs, false);
    expect(probe).toMatchObject({ failureThreshold });
    expect(probeBudgetSeconds(probe)).toBeGreaterThanOrEqual(timeoutMs / 1000);
  });

  test('has no end under block', () => {
    expect(startupProbe({ source: 'readyWhen', check: READY }, 60_000, true)).toMatchObject({ failureThreshold: NEVER });
  });

  test('never is the largest that Kubernetes takes', () => {
    expect(NEVER).toBe(2 ** 31 - 1);
  });
});

test.each([
  [{ kind: 'file', path: '/ready' }],
  [{ kind: 'unixSocket', path: '/sock' }],
] as const)('fails when the kubelet can\'t see a check of kind $kind', (check) => {
  expect(() => probeOf(check)).toThrow(new Error(`a kubelet probe can't see a check of kind "${check.kind}"`));
});

test.each([
  [{}, 30],
  [{ failureThreshold: 5, periodSeconds: 2 }, 10],
  [{ initialDelaySeconds: 7, periodSeconds: 1 }, 10],
  [{ failureThreshold: NEVER, periodSeconds: 1 }, Infinity],
])('the kubelet gives up %o after %i seconds', (probe, seconds) => {
  expect(probeBudgetSeconds(probe)).toBe(seconds);
});
