import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { ROOT } from '../../scripts/lib/paths.mjs';
import { drawChart } from '../../site/pictures/chart';
import { costCharts } from '../../site/pictures/cost-charts';
import { figure, tablesOf } from '../../site/pictures/results-table';

const CHARTS = costCharts(readFileSync(join(ROOT, 'bench', 'results.md'), 'utf8'));
const PAGE = readFileSync(join(ROOT, 'docs', 'cost.md'), 'utf8');

// after a run of the bench: npx vitest run -u --project site test/site/cost.test.ts
test.each(Object.keys(CHARTS))('docs/%s.svg has the figures of bench/results.md', async (name) => {
  await expect(drawChart(CHARTS[name]!)).toMatchFileSnapshot(`../../docs/${name}.svg`);
});

test.each(Object.keys(CHARTS))('docs/cost.md shows %s.svg', (name) => {
  expect(PAGE).toMatch(new RegExp(`!\\[[^\\]]+\\]\\(${name}\\.svg\\)`, 'u'));
});

test('a table is read by its columns', () => {
  expect(tablesOf('# Page\n\n## One\n\nText.\n\n| a | b, ms |\n| --- | --- |\n| `x` | 1.5 |\n\n## Two\n', 'One')).toEqual([[{ 'a': '`x`', 'b, ms': '1.5' }]]);
});

test('fails when the page lost a section', () => {
  expect(() => tablesOf('# Page\n\n## One\n', 'Two')).toThrow(new Error('bench/results.md has no section "Two"'));
});

test('fails when a cell has no figure', () => {
  expect(() => figure({ a: '-' }, 'a')).toThrow(new Error('bench/results.md has no figure in the column "a": {"a":"-"}'));
});
