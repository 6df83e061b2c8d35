import { execFileSync } from 'node:child_process';
import { copyFileSync, cpSync, mkdirSync, mkdtempSync, readFileSync, rmSync, symlinkSync } from 'node:fs';
import { homedir, tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { mustCapture } from '../../scripts/lib/exec.mjs';
import { RELEASE, ROOT } from '../../scripts/lib/paths.mjs';
import { RUNTIME_VERSION } from './folder';

const NATIVE = 'sidecar-runtime/native';

/** The lines of the checksums, which name each file. */
function checksums(folder: string): string[] {
  return readFileSync(join(folder, 'SHA256SUMS'), 'utf8').trimEnd().split('\n');
}

/** A copy of the tree and of what npm installed. Of what was compiled it has the executables: test/reproducible compiles those again. */
function copyOfSources(folder: string): string {
  const copy = join(folder, 'another', 'clone');
  const files = execFileSync('git', ['ls-files', '--cached', '--others', '--exclude-standard', '-z'], { cwd: ROOT, encoding: 'utf8' });
  for (const file of files.split('\0').filter((name) => name !== '')) {
    cpSync(join(ROOT, file), join(copy, file), { verbatimSymlinks: true });
  }
  for (const modules of ['node_modules', 'sidecar-runtime/node_modules']) execFileSync('cp', ['-al', join(ROOT, modules), join(copy, modules)]);
  rmSync(join(copy, 'node_modules/.cache'), { recursive: true });
  rmSync(join(copy, 'sidecar-runtime/node_modules/.cache/startgate/done/compile-sidecar-runtime'));
  for (const name of ['linux-amd64', 'linux-arm64']) cpSync(join(ROOT, NATIVE, name), join(copy, NATIVE, name), { recursive: true });
  mkdirSync(join(copy, NATIVE, 'build'));
  for (const name of ['venv', 'engine']) {
    symlinkSync(join(ROOT, NATIVE, 'build', name), join(copy, NATIVE, 'build', name));
    copyFileSync(join(ROOT, NATIVE, 'build', `${name}.inputs`), join(copy, NATIVE, 'build', `${name}.inputs`));
  }
  return copy;
}

test('npm run package in another folder, with another home, zone and language, makes the same bytes', async ({ onTestFinished }) => {
  const folder = mkdtempSync(join(tmpdir(), 'startgate-again-'));
  onTestFinished(() => rmSync(folder, { recursive: true, force: true }), 120_000);
  const copy = copyOfSources(folder);
  const home = join(folder, 'home');
  mkdirSync(home);
  const bill = JSON.parse(readFileSync(join(RELEASE, 'sbom', `startgate-${RUNTIME_VERSION}.cdx.json`), 'utf8')) as { metadata: { timestamp: string } };
  // a clone of a commit of the same time
  const committer = { GIT_AUTHOR_NAME: 'a', GIT_AUTHOR_EMAIL: 'a@b', GIT_COMMITTER_NAME: 'a', GIT_COMMITTER_EMAIL: 'a@b' };
  const env = { ...process.env, ...committer, GIT_COMMITTER_DATE: bill.metadata.timestamp };
  for (const args of [['init', '--quiet'], ['commit', '--quiet', '--allow-empty', '--message', 'copy']]) execFileSync('git', args, { cwd: copy, env });
  await mustCapture('npm', ['run', '--silent', 'package'], {
    cwd: copy,
    // what is only downloaded or generated from the peers is kept
    env: { HOME: home, TZ: 'Asia/Kathmandu', LC_ALL: 'C', XDG_CACHE_HOME: process.env.XDG_CACHE_HOME ?? join(homedir(), '.cache') },
  });
  expect(checksums(join(copy, 'dist'))).toEqual(checksums(RELEASE));
}, 900_000);
