import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { timeRows } from '../../e2e/support/readme-rows';
import { COLUMNS, MECHANISMS } from '../../e2e/support/shown';
import { ROOT } from '../../scripts/lib/paths.mjs';
import { MEASURED } from '../../src/private/explanation/measured';

/** A time or size as prose has it, with a space before its unit, and a second in words: code writes `60s`. */
const FIGURE = /\d[\d.]*(?: to \d[\d.]*)? (?:ms|µs|s|seconds?|KB|MB)\b|\b(?:about|half|than|within) an? (?:milli)?second\b/gu;

/** The size of the waiter. */
const WAITER = `${(MEASURED.waiterBytes / 1e6).toFixed(1)} MB`;

/** Timeouts, periods, limits and examples: what is set. A time that was measured stands in a row that `npm run e2e` writes. */
const SET: Readonly<Record<string, readonly string[]>> = {
  'README.md': [WAITER, '1 s', '60 s'],
  // with those of `npm run test:load`, of the run that is told there
  'SECURITY.md': ['10 s', '133.3 MB', '22.7 MB', '22.8 MB', '256 MB', '305 ms', '4.5 ms', '60 s', '9.7 ms', 'than a second'],
  'docs/checks.md': ['3 s'],
  'docs/cli.md': ['than a second'],
  'docs/design.md': ['10 ms'],
  'docs/migrate/cloud-sql-proxy.md': ['30 s'],
  'docs/migrate/init-loops.md': ['60 s'],
  'docs/migrate/istio.md': ['60 s'],
  'docs/migrate/startup-probes.md': ['1 s', '10 s'],
  'docs/migrate/wait-for-it.md': ['10 s'],
  'sidecar-runtime/README.md': [WAITER, '10 s', '256 MB', '60 s', 'within a second'],
  'src/check-options.ts': ['1 s', '10 ms', '250 ms', '3 s', '5 s'],
  'src/cli/progress.ts': ['3 s'],
  'src/cli/read/limits.ts': ['2 KB'],
  'src/cli/status/human-text.ts': ['0 s', '12 s', '5 s'],
  'src/private/check-times.ts': ['1 s'],
  'src/private/model.ts': ['1 s'],
  'src/private/plan/startup-probe.ts': ['60 s'],
  'src/step.ts': ['10 s'],
};

/** Written from what nodes have shown. A decision says what was measured when it was taken, so `docs/decisions` is not looked at. */
const WRITTEN = ['docs/comparison.md', 'docs/guarantees.md', 'docs/troubleshooting.md'];

const read = (file: string): string => readFileSync(join(ROOT, file), 'utf8');

function filesIn(folder: string, ending: string, recursive: boolean): string[] {
  const files = readdirSync(join(ROOT, folder), { recursive, encoding: 'utf8' }).filter((file) => file.endsWith(ending));
  return files.map((file) => `${folder}/${file}`);
}

function figuresOf(file: string): string[] {
  const rows = timeRows(MEASURED);
  const prose = read(file).replace(/^```[^]*?^```$/gmu, '').split('\n').filter((line) => !rows.includes(line)).join('\n');
  return [...new Set(prose.match(FIGURE))].sort();
}

test('no document and no source has a figure of its own that was measured', () => {
  const pages = ['docs', 'docs/migrate'].flatMap((folder) => filesIn(folder, '.md', false));
  const files = ['README.md', 'SECURITY.md', 'sidecar-runtime/README.md', ...pages, ...filesIn('src', '.ts', true)];
  const found = files.filter((file) => !WRITTEN.includes(file)).map((file) => [file, figuresOf(file)] as const);
  expect(Object.fromEntries(found.filter(([, figures]) => figures.length > 0))).toEqual(SET);
});

test('SECURITY.md names every mechanism that a fault has opened, and no other', () => {
  const [, closed = ''] = /^- \*\*The gate fails closed\.\*\*([^]*?)^- /mu.exec(read('SECURITY.md')) ?? [];
  const named = MECHANISMS.filter((mechanism) => closed.includes(COLUMNS[mechanism]));
  expect(named).toEqual(MECHANISMS.filter((mechanism) => Object.keys(MEASURED.opened[mechanism]).length > 0));
});
