import { spawnSync } from 'node:child_process';
import { createRequire } from 'node:module';
import { fileURLToPath } from 'node:url';

/** Builds dist/ once before the tests: process tests run what is shipped. */
export default function build(): void {
  const root = fileURLToPath(new URL('..', import.meta.url));
  const compiler = createRequire(import.meta.url).resolve('typescript/bin/tsc');
  const { status } = spawnSync(process.execPath, [compiler, '-b'], { cwd: root, stdio: 'inherit' });
  if (status !== 0) throw new Error('tsc -b failed: see its messages above');
}
