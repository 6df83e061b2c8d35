import { join } from 'node:path';
import { expect, test } from 'vitest';
import { capture } from '../../scripts/lib/exec.mjs';
import { ROOT } from '../../scripts/lib/paths.mjs';

test.each([
  [[], ''],
  [['tset'], 'tset'],
])('fails when the command is unknown: %j', async (args, name) => {
  expect(await capture(process.execPath, [join(ROOT, 'scripts', 'run.mjs'), ...args])).toEqual({
    code: 1,
    output: `unknown command: "${name}". Allowed: start, test, build, watch, lint, bench, e2e, docs, package\n`,
  });
});
