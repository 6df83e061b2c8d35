import { readFileSync } from 'node:fs';
import { expect, test } from 'vitest';
import { README_ROWS, readmeRows, timeRows, withRows } from '../../e2e/support/readme-rows';
import type { Cell } from '../../e2e/support/scenario';
import { readShown } from '../../e2e/support/shown';
import { Mechanism } from '../../src';
import { MEASURED } from '../../src/private/explanation/measured';

/** Every fault, each with this verdict under every mechanism. */
function allWith(verdict: Cell['verdict']): Cell[] {
  return Object.values(README_ROWS).flat().flatMap((fault) => Object.values(Mechanism).map((mechanism) => ({ fault, mechanism, verdict })));
}

test('the guarantees and times in README.md are what the runs have shown; written anew with --update', async () => {
  const readme = readFileSync(new URL('../../README.md', import.meta.url), 'utf8');
  await expect(withRows(readme, readShown(), MEASURED)).toMatchFileSnapshot('../../README.md');
});

test('a time has its unit, and the guard both of its times', () => {
  const spread = (median: number) => ({ median, p95: median + 1 });
  expect(timeRows({
    ...MEASURED,
    ready: { 'native': spread(1), 'native-waiter': spread(2), 'init-waiter': spread(6), 'guard': spread(3), 'post-start': spread(4) },
    readyPolled: { guard: spread(5) },
    delay: { 'native': 100, 'native-waiter': 200, 'init-waiter': 150, 'guard': 300, 'post-start': 400 },
    imageVolume: 5,
    installer: 10,
  })).toEqual([
    '| from ready to started, median (95 % within) | 1 ms (2 ms) | 2 ms (3 ms) | 6 ms (7 ms) | 3 ms (4 ms); 5 ms (6 ms) without `Startgate-Status`, later after a long wait | 4 ms (5 ms) |',
    '| later start of the Pod, sidecar ready at once, median | 100 ms | 200 ms | 150 ms | 300 ms; 305 ms by image volume; 310 ms with the installer | 400 ms |',
  ]);
});

test('a row that says something else is written anew', () => {
  const rows = [...Object.keys(README_ROWS).map((title) => `| ${title} | **open** | **open** | **open** | **open** | **open** |`), ...timeRows(MEASURED)];
  const others = rows.map((row) => row.replace(/^(\| [^|]+ \|).*$/u, '$1 ? | ? | ? | ? |'));
  expect(withRows(others.join('\n'), { 'v1.34.4': allWith('open') }, MEASURED).split('\n')).toEqual(rows);
});

test('fails when the faults of a row do not come to the same', () => {
  const cells = allWith('closed');
  const [first] = cells;
  expect(() => readmeRows({ 'v1.34.4': [{ ...first!, verdict: 'open' }, ...cells.slice(1)] })).toThrow(
    new Error('README row "image or waiter missing, sidecar crashes, probe or hook fails": under native the matrix has **open** and closed'),
  );
});

test('fails when the README has lost a row', () => {
  expect(() => withRows('nothing', { 'v1.34.4': allWith('closed') }, MEASURED)).toThrow(
    new Error('README.md has no row that begins with "| image or waiter missing, sidecar crashes, probe or hook fails |"'),
  );
});
