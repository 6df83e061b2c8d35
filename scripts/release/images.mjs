import { join } from 'node:path';
import { capture } from '../lib/exec.mjs';
import { SIDECAR } from '../lib/paths.mjs';

/**
 * Makes the OCI archive of the waiter's image, for both architectures.
 *
 * @param {string} outdir
 */
export async function makeImages(outdir) {
  const { code, output } = await capture(process.execPath, [join(SIDECAR, 'native/pack/image.mjs'), '--out', outdir], { cwd: SIDECAR });
  if (code !== 0) throw new Error(`${output.trimEnd()}\n\ncould not make the image: native/pack/image.mjs ended with the error above`);
}
