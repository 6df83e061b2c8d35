import { readFileSync } from 'node:fs';
import { expect, test } from 'vitest';
import { README_ROWS, readmeRows, withRows } from '../../e2e/support/readme-rows';
import type { Cell } from '../../e2e/support/scenario';
import { readShown } from '../../e2e/support/shown';
import { Mechanism } from '../../src';

/** Every fault, each with this verdict under every mechanism. */
function allWith(verdict: Cell['verdict']): Cell[] {
  return Object.values(README_ROWS).flat().flatMap((fault) => Object.values(Mechanism).map((mechanism) => ({ fault, mechanism, verdict })));
}

test('the guarantees in README.md are what the runs have shown', () => {
  const readme = readFileSync(new URL('../../README.md', import.meta.url), 'utf8');
  expect(withRows(readme, readShown())).toBe(readme);
});

test('a row that says something else is written anew', () => {
  const rows = Object.keys(README_ROWS).map((title) => `| ${title} | ? | ? | ? | ? |`);
  expect(withRows(rows.join('\n'), { 'v1.34.4': allWith('open') }).split('\n')).toEqual(
    Object.keys(README_ROWS).map((title) => `| ${title} | **open** | **open** | **open** | **open** |`),
  );
});

test('fails when the faults of a row do not come to the same', () => {
  const cells = allWith('closed');
  const [first] = cells;
  expect(() => readmeRows({ 'v1.34.4': [{ ...first!, verdict: 'open' }, ...cells.slice(1)] })).toThrow(
    new Error('README row "image or binary missing, sidecar crashes, probe or hook fails": under native the matrix has **open** and closed'),
  );
});

test('fails when the README has lost a row', () => {
  expect(() => withRows('nothing', { 'v1.34.4': allWith('closed') })).toThrow(
    new Error('README.md has no row that begins with "| image or binary missing, sidecar crashes, probe or hook fails |"'),
  );
});
