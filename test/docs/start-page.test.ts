import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { runIn } from '../cli/memory-host';
import { playedPage } from './played-page';
import { pageOf, programsOf, synthIn } from './run-examples';

const PAGE = pageOf('README.md');
const PROGRAM = programsOf(PAGE)[0]!;

/** What the six lines write. */
function manifest(): string {
  const folder = mkdtempSync(join(tmpdir(), 'startgate-start-'));
  try {
    synthIn(folder, PROGRAM);
    return readFileSync(join(folder, 'shop.k8s.yaml'), 'utf8');
  } finally {
    rmSync(folder, { recursive: true });
  }
}

const FILES = { 'dist/shop.k8s.yaml': manifest() };

test('docs/README.md shows what its commands print', async () => {
  // after a change: npx vitest run -u --project lowest test/docs/start-page.test.ts
  await expect(await playedPage(PAGE)).toMatchFileSnapshot('../../docs/README.md');
});

test('docs/closed-gate.svg is what the six lines of the start page write, as explain shows it', async () => {
  const { code, out } = await runIn({ files: FILES }, 'explain', '--format', 'svg', 'dist/shop.k8s.yaml');
  expect(code).toBe(0);
  await expect(out).toMatchFileSnapshot('../../docs/closed-gate.svg');
});

test('check finds nothing wrong with what the start page writes', async () => {
  const { code, out } = await runIn({ files: FILES }, 'check', 'dist/shop.k8s.yaml');
  expect({ code, out }).toMatchObject({ code: 0 });
});

test('the six lines are six, and short enough for a page without a scroll bar', () => {
  const lines = PROGRAM.split('\n\n')[1]!.trimEnd().split('\n');
  expect({ lines: lines.length, long: lines.filter((line) => line.length > 100) }).toEqual({ lines: 6, long: [] });
});
