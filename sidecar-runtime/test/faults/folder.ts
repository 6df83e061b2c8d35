import { mkdtempSync, realpathSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll } from 'vitest';

const folders: string[] = [];
afterAll(() => {
  for (const path of folders) rmSync(path, { recursive: true, force: true });
});

/** A folder that is removed when all tests of the file are over: these run side by side. */
export function folder(): string {
  const path = realpathSync(mkdtempSync(join(tmpdir(), 'startgate-')));
  folders.push(path);
  return path;
}
