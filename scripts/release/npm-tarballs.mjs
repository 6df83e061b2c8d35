import { mkdirSync } from 'node:fs';
import { mustCapture } from '../lib/exec.mjs';
import { ROOT, SIDECAR } from '../lib/paths.mjs';

/**
 * Packs both npm packages from what is built.
 *
 * @param {string} outdir
 */
export async function makeNpm(outdir) {
  mkdirSync(outdir, { recursive: true });
  for (const folder of [ROOT, SIDECAR]) {
    // what the script `prepack` would do is done
    await mustCapture('npm', ['pack', '--ignore-scripts', '--loglevel=error', '--pack-destination', outdir], { cwd: folder });
  }
}

/** @returns {Promise<string>} of the npm that packs */
export async function npmVersion() {
  return (await mustCapture('npm', ['--version'])).trim();
}
