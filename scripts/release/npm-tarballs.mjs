import { mkdirSync } from 'node:fs';
import { capture } from '../lib/exec.mjs';
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
    const { code, output } = await capture('npm', ['pack', '--ignore-scripts', '--loglevel=error', '--pack-destination', outdir], { cwd: folder });
    if (code !== 0) throw new Error(`${output.trimEnd()}\n\ncould not pack ${folder}: "npm pack" ended with the error above`);
  }
}

/** @returns {Promise<string>} of the npm that packs */
export async function npmVersion() {
  return (await capture('npm', ['--version'])).output.trim();
}
