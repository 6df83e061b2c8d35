import { rmSync } from 'node:fs';
import { join } from 'node:path';
import { capture } from './exec.mjs';
import { ROOT, bin } from './paths.mjs';

/** The examples of the documents in each language, from the step that compiles them. */
const EXAMPLES = join(ROOT, '.jsii.tabl.json');

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
    ROOT, '--outdir', outdir, '--no-npmignore', '--rosetta-tablet', EXAMPLES, ...flags,
    ...targets.flatMap((target) => ['--target', target]),
  ]);
  if (code !== 0) {
    throw new Error(`${output.trimEnd()}\n\ncould not make the packages: ${targets.join(', ')}`);
  }
}
