import { expect, test } from 'vitest';
import type { Entry } from '../../e2e/support/journal';
import { startsOf } from '../../e2e/support/starts';

function said(container: string, at: number, event: string, attempt = 0, pod = 'pod'): Entry {
  return { pod, container, attempt, at, event };
}

test('a start after readiness is in order', () => {
  const entries = [said('sidecar', 1, 'started'), said('sidecar', 5, 'ready'), said('app', 7, 'started')];
  expect(startsOf(entries)).toEqual([{ pod: 'pod', attempt: 0, at: 7, readySince: 5 }]);
});

test('a start before readiness is early', () => {
  const entries = [said('sidecar', 1, 'started'), said('app', 4, 'started'), said('sidecar', 5, 'ready')];
  expect(startsOf(entries)).toEqual([{ pod: 'pod', attempt: 0, at: 4, readySince: undefined }]);
});

test('a start without any word of the sidecar is early', () => {
  expect(startsOf([said('app', 4, 'started')])).toEqual([{ pod: 'pod', attempt: 0, at: 4, readySince: undefined }]);
});

test.each(['not-ready', 'started', 'ended', 'stopping', 'failed'])('readiness is over when the sidecar says "%s"', (event) => {
  const entries = [said('sidecar', 1, 'ready'), said('sidecar', 2, event, 1), said('app', 3, 'started', 1)];
  expect(startsOf(entries)).toEqual([{ pod: 'pod', attempt: 1, at: 3, readySince: undefined }]);
});

test('a sidecar that is asked stays as ready as it was', () => {
  const entries = [said('sidecar', 1, 'ready'), said('sidecar', 2, 'asked'), said('app', 3, 'started')];
  expect(startsOf(entries)).toEqual([{ pod: 'pod', attempt: 0, at: 3, readySince: 1 }]);
});

test('the sidecar of another Pod says nothing of this one', () => {
  const entries = [said('sidecar', 1, 'ready', 0, 'other'), said('app', 3, 'started')];
  expect(startsOf(entries)).toEqual([{ pod: 'pod', attempt: 0, at: 3, readySince: undefined }]);
});

test('logs may be read in any order: the clock decides', () => {
  const entries = [said('app', 7, 'started'), said('sidecar', 5, 'ready'), said('sidecar', 1, 'started')];
  expect(startsOf(entries)).toEqual([{ pod: 'pod', attempt: 0, at: 7, readySince: 5 }]);
});
