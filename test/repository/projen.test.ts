import { cpSync, mkdtempSync, readFileSync, rmSync, symlinkSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { capture } from '../../scripts/lib/exec.mjs';
import { ROOT, bin } from '../../scripts/lib/paths.mjs';

const { files: GENERATED } = JSON.parse(readFileSync(join(ROOT, '.projen', 'files.json'), 'utf8')) as { files: string[] };

function contents(folder: string): Record<string, string> {
  return Object.fromEntries(GENERATED.map((path) => [path, readFileSync(join(folder, path), 'utf8')]));
}

test('what projen generates is what is in the repository', async ({ onTestFinished }) => {
  const copy = mkdtempSync(join(tmpdir(), 'startgate-projen-'));
  onTestFinished(() => rmSync(copy, { recursive: true }));
  for (const path of ['.projenrc.ts', 'projenrc', 'README.md', ...GENERATED]) {
    cpSync(join(ROOT, path), join(copy, path), { recursive: true });
  }
  symlinkSync(join(ROOT, 'node_modules'), join(copy, 'node_modules'));

  // without the install at the end: it is no part of what is compared
  const { code, output } = await capture(bin('tsx'), ['.projenrc.ts'], { cwd: copy, env: { PROJEN_DISABLE_POST: 'true' } });

  expect({ code, output }).toEqual({ code: 0, output: '' });
  expect(contents(copy)).toEqual(contents(ROOT));
});
