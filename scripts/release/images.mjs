import { mustCapture } from '../lib/exec.mjs';
import { SIDECAR } from '../lib/paths.mjs';

/**
 * Makes the OCI archive of the waiter's image, for both architectures.
 *
 * @param {string} outdir
 */
export async function makeImages(outdir) {
  await mustCapture(process.execPath, ['native/pack/image.mjs', '--out', outdir], { cwd: SIDECAR });
}
