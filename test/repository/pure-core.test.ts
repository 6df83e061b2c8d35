import { readdirSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { capture } from '../../scripts/lib/exec.mjs';
import { ROOT } from '../../scripts/lib/paths.mjs';

// The linter sees what a file imports itself, this what it loads in the end.
const LOAD_AND_LIST = `
  for (const path of process.argv.slice(1)) require(path);
  process.stdout.write(Object.keys(require.cache).filter((path) => path.includes('node_modules')).join('\\n'));
`;

test('the compiled core loads no package at all, directly or through another file', async () => {
  const core = join(ROOT, 'lib', 'private');
  const files = readdirSync(core, { recursive: true, encoding: 'utf8' })
    .filter((path) => path.endsWith('.js') && !path.startsWith('construct'))
    .map((path) => join(core, path));
  expect(files.length).toBeGreaterThan(10);
  expect(await capture(process.execPath, ['-e', LOAD_AND_LIST, ...files])).toEqual({ code: 0, output: '' });
});
