import { execFileSync } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import fc from 'fast-check';
import { expect, test } from 'vitest';
import { applyEdits, type Edit, SourceText } from '../../../src/cli/edit/source-text';
import { unifiedDiff } from '../../../src/cli/edit/unified-diff';

test('a diff shows the lines of a change between three lines before and after it', () => {
  const text = 'a\nb\nc\nd\ne\nf\ng\nh\n';
  expect(unifiedDiff('x.yaml', new SourceText(text), [{ start: 8, end: 8, text: 'new\n' }])).toBe(`--- x.yaml
+++ x.yaml
@@ -2,6 +2,7 @@
 b
 c
 d
+new
 e
 f
 g
`);
});

test('without a change there is no diff', () => {
  expect(unifiedDiff('x.yaml', new SourceText('a\n'), [])).toBe('');
});

test('a last line without an end is said to have none', () => {
  expect(unifiedDiff('x.yaml', new SourceText('a'), [{ start: 1, end: 1, text: '\nb' }])).toBe(`--- x.yaml
+++ x.yaml
@@ -1 +1,2 @@
-a
\\ No newline at end of file
+a
+b
\\ No newline at end of file
`);
});

const EDITS = fc.record({
  text: fc.array(fc.constantFrom('a', 'b', 'c', '\n', '\n'), { maxLength: 60 }).map((parts) => parts.join('')),
  cuts: fc.uniqueArray(fc.nat(60), { maxLength: 8 }),
  texts: fc.array(fc.constantFrom('', 'X', 'X\n', '\nY', 'Z\nZ\n'), { minLength: 4, maxLength: 4 }),
});

test('a byte order mark belongs to the first line', () => {
  expect(unifiedDiff('x.yaml', new SourceText('\uFEFFa: 1\n'), [{ start: 1, end: 5, text: 'b: 2' }])).toBe(
    '--- x.yaml\n+++ x.yaml\n@@ -1 +1 @@\n-\uFEFFa: 1\n+\uFEFFb: 2\n',
  );
});

test('git apply makes the changed text of it', () => {
  const folder = mkdtempSync(join(tmpdir(), 'startgate-diff-'));
  try {
    fc.assert(fc.property(EDITS, ({ text, cuts, texts }) => {
      const places = [...new Set(cuts.map((cut) => Math.min(cut, text.length)))].sort((a, b) => a - b);
      const edits = Array.from({ length: Math.floor(places.length / 2) }, (_, index): Edit =>
        ({ start: places[2 * index]!, end: places[2 * index + 1]!, text: texts[index]! }));
      const diff = unifiedDiff('x', new SourceText(text), edits);
      const wanted = applyEdits(text, edits);
      if (diff === '') return wanted === text;
      writeFileSync(join(folder, 'x'), text);
      execFileSync('git', ['apply', '-p0'], { input: diff, cwd: folder });
      return readFileSync(join(folder, 'x'), 'utf8') === wanted;
    }), { numRuns: 60, seed: 3 });
  } finally {
    rmSync(folder, { recursive: true });
  }
});
