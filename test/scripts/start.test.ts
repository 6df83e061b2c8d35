import { cpSync, existsSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, onTestFinished, test } from 'vitest';
import { capture } from '../../scripts/lib/exec.mjs';
import { ROOT } from '../../scripts/lib/paths.mjs';

/** What a fresh clone answers, in which nothing is installed. */
async function start(...args: string[]): Promise<{ code: number; output: string; installed: boolean }> {
  const clone = mkdtempSync(join(tmpdir(), 'startgate-start-'));
  onTestFinished(() => rmSync(clone, { recursive: true }));
  for (const folder of ['scripts', 'examples', 'docs']) cpSync(join(ROOT, folder), join(clone, folder), { recursive: true });
  const { code, output } = await capture(process.execPath, [join(clone, 'scripts', 'run.mjs'), 'start', ...args], { cwd: clone });
  return { code, output, installed: existsSync(join(clone, 'node_modules')) };
}

test('fails when the flag is unknown, before anything is installed', async () => {
  expect(await start('--nope')).toEqual({ code: 64, output: 'unknown argument: "--nope". Allowed: --never-ready, --no-gate, --help\n', installed: false });
});

test('--help prints the usage, before anything is installed', async () => {
  expect(await start('--help')).toEqual({
    code: 0,
    installed: false,
    output: `npm start -- [OPTION]

Plays the sample on this machine: a sidecar that loads its configuration for 10 s, and an application behind a guard.

  --never-ready   the sidecar never gets ready: the gate stays closed, exit 69
  --no-gate       without a gate: the application starts too early, exit 1
  --help          this text
`,
  });
});
