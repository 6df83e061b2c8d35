import { readFileSync } from 'node:fs';
import { expect, test } from 'vitest';
import { factsOf, factsText } from '../../e2e/support/facts';
import { readShown } from '../../e2e/support/shown';
import { Mechanism } from '../../src';

const RESULTS = readFileSync(new URL('../../bench/results.md', import.meta.url), 'utf8');

test('the facts of the library are what the runs have recorded; written anew with --update', async () => {
  await expect(factsText(factsOf(RESULTS, readShown()))).toMatchFileSnapshot('../../src/private/explanation/measured.json');
});

test('a delay is the difference of two medians of one run', () => {
  const page = RESULTS.replace(/^(\| no gate at all \| \d+ \|) \d+ /mu, '$1 300 ').replace(/^(\| `NATIVE` \| \d+ \|) \d+ /mu, '$1 1300 ');
  expect(factsOf(page, {}).delay.native).toBe(1000);
});

test('a fault that opens a gate names the versions where it does', () => {
  const cell = (verdict: 'open' | 'closed') => [{ fault: 'a fault', mechanism: Mechanism.NATIVE, verdict }];
  const { opened, played } = factsOf(RESULTS, { 'v1.29.15': cell('closed'), 'v1.34.4': cell('open'), 'v1.37.2': cell('open') });
  expect({ opened, played }).toEqual({
    opened: { 'native': { 'a fault': ['v1.34.4', 'v1.37.2'] }, 'native-waiter': {}, 'init-waiter': {}, 'guard': {}, 'post-start': {} },
    played: ['v1.29.15', 'v1.34.4', 'v1.37.2'],
  });
});

test('fails when a figure is not on the page', () => {
  expect(() => factsOf(RESULTS.replaceAll('| `POST_START` |', '| `HOOK` |'), {}))
    .toThrow(new Error('bench/results.md has no "median, ms" of `POST_START`'));
});

test('fails when the page does not say where it was measured', () => {
  expect(() => factsOf(RESULTS.replace('one node', 'a node'), {}))
    .toThrow(new Error('bench/results.md does not say below "## On a real kubelet" where it was measured'));
});
