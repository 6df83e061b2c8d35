import { expect, test } from 'vitest';
import type { Entry } from '../../e2e/support/journal';
import { sandboxesOf, startsBefore } from '../../e2e/support/sandboxes';

function said(container: string, at: number, event: string, attempt = 0, sandbox?: string, pod = 'pod'): Entry {
  return { pod, container, attempt, at, event, ...(sandbox === undefined ? {} : { sandbox }) };
}

const FIRST = [said('worker', 1, 'started', 0, 'a'), said('worker', 5, 'ended'), said('app', 7, 'started', 0, 'a')];
const BEFORE = { dependent: 'app', dependency: 'worker', event: 'ended' };

test('a start after its dependency of the same sandbox is in order', () => {
  expect(startsBefore([...FIRST, said('worker', 9, 'started', 1, 'b'), said('worker', 11, 'ended', 1), said('app', 12, 'started', 1, 'b')], BEFORE)).toEqual([]);
});

test('a start that only a record of the earlier sandbox can have let through is early', () => {
  const start = said('app', 10, 'started', 1, 'b');
  expect(startsBefore([...FIRST, said('worker', 9, 'started', 1, 'b'), start, said('worker', 11, 'ended', 1)], BEFORE)).toEqual([start]);
});

test('a start in a sandbox in which its dependency never was is early', () => {
  const start = said('app', 10, 'started', 1, 'b');
  expect(startsBefore([...FIRST, start], BEFORE)).toEqual([start]);
});

test('a start that does not say its sandbox is early: nothing proves it', () => {
  const start = said('app', 7, 'started');
  expect(startsBefore([said('worker', 1, 'started'), said('worker', 5, 'ended'), start], BEFORE)).toEqual([start]);
});

test('the same container of another Pod lets nothing through', () => {
  const start = said('app', 7, 'started', 0, 'a', 'other');
  expect(startsBefore([...FIRST, start], BEFORE)).toEqual([start]);
});

test('a process that was started reaches its first instruction a little later', () => {
  const entries = [said('app', 10, 'started', 0, 'a'), said('worker', 12, 'started', 0, 'a')];
  const started = { dependent: 'app', dependency: 'worker', event: 'started' };
  expect([startsBefore(entries, { ...started, slack: 2 }), startsBefore(entries, { ...started, slack: 1 })]).toEqual([[], [entries[0]]]);
});

test('counts the sandboxes that a container has started in', () => {
  expect(sandboxesOf([...FIRST, said('app', 8, 'started', 1, 'a'), said('app', 12, 'started', 2, 'b'), said('app', 9, 'started', 0, 'c', 'other')], 'pod', 'app')).toBe(2);
});
