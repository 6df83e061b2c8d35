import { rmSync } from 'node:fs';
import { join } from 'node:path';
import { mustCapture } from './exec.mjs';
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
  await mustCapture(bin('jsii-pacmak'), [
    ROOT, '--outdir', outdir, '--no-npmignore', '--rosetta-tablet', EXAMPLES, ...flags,
    ...targets.flatMap((target) => ['--target', target]),
  ]);
}
