import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { copyFileSync, mkdirSync, readFileSync, symlinkSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { tempFolder } from '../support/temp-folder.ts';

const NATIVE = join(import.meta.dirname, '../../native');

/** A cache that has what was downloaded, which is pinned by its hash, and nothing that was compiled. */
function cacheOfDownloads(): string {
  const cache = join(tempFolder(), 'another/cache');
  mkdirSync(cache, { recursive: true });
  for (const name of ['venv', 'engine']) {
    symlinkSync(join(NATIVE, 'build', name), join(cache, name));
    copyFileSync(join(NATIVE, 'build', `${name}.inputs`), join(cache, `${name}.inputs`));
  }
  return cache;
}

test('a second build, in other folders and without a cache, gives the same bytes', async () => {
  const out = tempFolder();
  const build = spawn(process.execPath, [join(NATIVE, 'make/build.mjs'), '--cache', cacheOfDownloads(), '--out', out], { stdio: ['ignore', 'ignore', 'inherit'] });
  expect(await once(build, 'close')).toEqual([0, null]);
  const same = ['linux-amd64/startgate', 'linux-arm64/startgate'].map((path) => readFileSync(join(out, path)).equals(readFileSync(join(NATIVE, path))));
  expect(same).toEqual([true, true]);
});
