import { rmSync } from 'node:fs';
import { capture } from './exec.mjs';
import { ROOT, bin } from './paths.mjs';

/**
 * Makes the packages of one or more languages from the compiled library.
 *
 * @param {string} outdir
 * @param {string[]} targets `js`, `python`, `java`, `go`
 * @param {string[]} [flags]
 */
export async function pacmak(outdir, targets, flags = []) {
  for (const target of targets) {
    rmSync(`${outdir}/${target}`, { recursive: true, force: true });
  }
  const { code, output } = await capture(bin('jsii-pacmak'), [
    '--outdir', outdir,
    ...targets.flatMap((target) => ['--target', target]),
    ...flags,
    ROOT,
  ]);
  if (code !== 0) {
    throw new Error(`${output.trimEnd()}\n\ncould not make the packages: ${targets.join(', ')}`);
  }
}
