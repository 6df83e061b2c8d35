import { readFileSync } from 'node:fs';
import { expect, test } from 'vitest';
import { guaranteesText, showsMore } from '../../e2e/support/guarantees';
import { readShown, readShownFaults } from '../../e2e/support/shown';
import { Mechanism } from '../../src';

const table = (text: string) => text.split('\n').filter((line) => line.startsWith('|')).slice(2);

test('a row is a fault, a column a mechanism; what was not played is a dash', () => {
  const cells = [
    { fault: 'a fault', mechanism: Mechanism.GUARD, verdict: 'closed' },
    { fault: 'a fault', mechanism: Mechanism.POST_START, verdict: 'open' },
  ] as const;
  expect(table(guaranteesText({ 'v1.34.4': cells }))).toEqual(['| a fault | - | - | - | closed | **open** |']);
});

test('a cell names the versions only where they differ', () => {
  const cell = (verdict: 'closed' | 'open') => [
    { fault: 'a fault', mechanism: Mechanism.NATIVE, verdict },
    { fault: 'a fault', mechanism: Mechanism.GUARD, verdict: 'closed' },
  ] as const;
  expect(table(guaranteesText({ 'v1.29.15': cell('open'), 'v1.34.4': cell('closed') }))).toEqual([
    '| a fault | v1.29.15: **open**; v1.34.4: closed | - | - | closed | - |',
  ]);
});

test('versions that have shown the same are named together', () => {
  const cell = (verdict: 'closed' | 'open') => [{ fault: 'a fault', mechanism: Mechanism.NATIVE, verdict }] as const;
  expect(table(guaranteesText({ 'v1.29.15': cell('closed'), 'v1.34.4': cell('closed'), 'v1.35.8': cell('open'), 'v1.37.2': cell('open') }))).toEqual([
    '| a fault | v1.29.15, v1.34.4: closed; v1.35.8, v1.37.2: **open** | - | - | - | - |',
  ]);
});

test('docs/guarantees.md is what the runs have shown', () => {
  expect(readFileSync(new URL('../../docs/guarantees.md', import.meta.url), 'utf8')).toBe(guaranteesText(readShown(), readShownFaults()));
});

test('what not every version has played names those that have', () => {
  const one = [{ fault: 'a fault', mechanism: Mechanism.GUARD, verdict: 'closed' }] as const;
  const text = guaranteesText({ 'v1.29.15': [], 'v1.34.4': one });
  expect(text).toContain('| a fault | - | - | - | v1.34.4: closed | - |');
  expect(text).toContain('No cell differs between v1.29.15, v1.34.4.');
});

test('the page says which faults differ between versions', () => {
  const one = (verdict: 'closed' | 'open') => [{ fault: 'a fault', mechanism: Mechanism.NATIVE, verdict }] as const;
  expect(guaranteesText({ 'v1.29.15': one('open'), 'v1.34.4': one('closed') })).toContain('Cells differ between the versions in: a fault.');
  expect(guaranteesText({ 'v1.29.15': one('closed'), 'v1.34.4': one('closed') })).toContain('No cell differs between v1.29.15, v1.34.4.');
});

test('the page has the result of random faults, and the command that repeats them', () => {
  const faults = { version: 'v1.34.4', seed: 'a', runs: 50, faults: 100, gated: 105, early: 0, opened: 3, kinds: { strikes: 7, mechanisms: 14 } };
  expect(guaranteesText({}, faults).replaceAll('\n', ' ')).toContain(
    '(`npm run e2e -- --faults 50 --seed a`, v1.34.4): 50 runs, 100 faults, restarts of the kubelet among them, 105 starts after gates that fail closed. **Early starts: 0**. The gates that fail open (`POST_START`; from 1.35 on also `NATIVE` and `NATIVE_WAITER`) opened early 3 times, as documented.',
  );
});

test.each([
  [true, 'longer', { runs: 60, kinds: { strikes: 6, mechanisms: 11 } }],
  [true, 'as long, with more kinds of strikes', { runs: 50, kinds: { strikes: 7, mechanisms: 11 } }],
  [true, 'as long, with more mechanisms', { runs: 50, kinds: { strikes: 6, mechanisms: 14 } }],
  [false, 'as long, with as many', { runs: 50, kinds: { strikes: 6, mechanisms: 11 } }],
  [false, 'shorter, with more', { runs: 40, kinds: { strikes: 7, mechanisms: 14 } }],
])('%s: a run shows more than the one that is kept when it is %s', (more, _, run) => {
  const kept = { version: 'v1.34.4', seed: 'a', runs: 50, faults: 100, gated: 105, early: 0, opened: 3, kinds: { strikes: 6, mechanisms: 11 } };
  expect([showsMore({ ...kept, ...run }, kept), showsMore(kept, undefined)]).toEqual([more, true]);
});
