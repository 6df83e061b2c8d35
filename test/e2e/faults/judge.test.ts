import { describe, expect, test } from 'vitest';
import { judgeGate } from '../../../e2e/faults/judge';
import type { Entry } from '../../../e2e/support/journal';
import { Mechanism } from '../../../src';

function said(container: string, at: number, event: string, attempt = 0): Entry {
  return { pod: 'pod', container, attempt, at, event };
}

const judge = (mechanism: Mechanism, ...entries: Entry[]) => judgeGate(entries, { dependent: 'app', dependency: 'sidecar', mechanism }, 34);
const CLOSED = [Mechanism.NATIVE, Mechanism.NATIVE_WAITER, Mechanism.GUARD];

describe.each(CLOSED)('%s', (mechanism) => {
  test('a start after readiness is in order', () => {
    expect(judge(mechanism, said('sidecar', 5, 'ready'), said('app', 7, 'started'))).toEqual({ gated: 1, early: [], opened: 0 });
  });

  test('a start before readiness is early', () => {
    expect(judge(mechanism, said('app', 4, 'started'), said('sidecar', 5, 'ready'))).toEqual({
      gated: 1, early: ['"app" (attempt 0, at 4) started while "sidecar" was not ready'], opened: 0,
    });
  });

  test('a start after the other container has been ready once is in order: what the gate saw counts', () => {
    expect(judge(mechanism, said('sidecar', 5, 'ready'), said('sidecar', 6, 'not-ready'), said('app', 7, 'started')).early).toEqual([]);
  });
});

/** Both were killed; the application is back before its sidecar is ready again. */
const BACK_TOO_SOON = [
  said('sidecar', 5, 'ready'), said('app', 7, 'started'), said('sidecar', 10, 'killed'), said('app', 11, 'killed'),
  said('sidecar', 12, 'started', 1), said('app', 13, 'started', 1), said('sidecar', 14, 'ready', 1),
];

test('guard: a start after a restart is gated again', () => {
  expect(judge(Mechanism.GUARD, ...BACK_TOO_SOON)).toEqual({ gated: 2, early: ['"app" (attempt 1, at 13) started while "sidecar" was not ready'], opened: 0 });
});

test('guard: what was ready when the earlier process ended may be seen by the next guard', () => {
  const entries = [said('sidecar', 5, 'ready'), said('app', 7, 'started'), said('app', 9, 'ended'), said('app', 11, 'started', 1)];
  expect(judge(Mechanism.GUARD, ...entries)).toEqual({ gated: 2, early: [], opened: 0 });
});

test('guard: a guard that was killed while it waited is no start, but the next one looks anew', () => {
  const entries = [said('sidecar', 5, 'ready'), said('sidecar', 6, 'killed'), said('app', 7, 'killed'), said('app', 8, 'started', 1)];
  expect(judge(Mechanism.GUARD, ...entries).early).toEqual(['"app" (attempt 1, at 8) started while "sidecar" was not ready']);
});

test.each([Mechanism.NATIVE, Mechanism.NATIVE_WAITER])('%s: only the first start is gated', (mechanism) => {
  expect(judge(mechanism, ...BACK_TOO_SOON)).toEqual({ gated: 1, early: [], opened: 0 });
});

test('post-start: what the hook let through is counted apart', () => {
  expect(judge(
    Mechanism.POST_START, said('app', 4, 'started'), said('sidecar', 5, 'ready'),
  )).toEqual({ gated: 0, early: [], opened: 1 });
});

test.each([Mechanism.NATIVE, Mechanism.NATIVE_WAITER])('%s: from Kubernetes 1.35 on a kubelet that restarts opens it, which is counted', (mechanism) => {
  const entries = [said('app', 4, 'started'), said('sidecar', 5, 'ready')];
  expect(judgeGate(entries, { dependent: 'app', dependency: 'sidecar', mechanism }, 35)).toEqual({ gated: 0, early: [], opened: 1 });
});
