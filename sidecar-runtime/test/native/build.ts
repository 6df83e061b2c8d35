import { spawnSync } from 'node:child_process';
import { fileURLToPath } from 'node:url';

/** Builds both executables before the tests. */
export default function build(): void {
  const script = fileURLToPath(new URL('../../native/make/build.mjs', import.meta.url));
  const { status } = spawnSync(process.execPath, [script], { stdio: ['ignore', 'ignore', 'inherit'] });
  if (status !== 0) throw new Error('native/make/build.mjs failed: see its messages above');
}
