import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { mustCapture } from '../exec.mjs';
import { bin } from '../paths.mjs';

/**
 * Generates the sources of compiled jsii packages in another language, for as long as they are used.
 *
 * @param {'python' | 'java' | 'go'} language
 * @param {string[]} packages folders
 * @param {(sources: string) => Promise<void>} use
 * @param {string[]} [flags] further ones of jsii-pacmak
 */
export async function withSources(language, packages, use, flags = []) {
  const folder = mkdtempSync(join(tmpdir(), 'startgate-sources-'));
  try {
    await mustCapture(bin('jsii-pacmak'), [...packages, '--outdir', folder, '--no-npmignore', '--code-only', '--target', language, ...flags]);
    await use(join(folder, language));
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}
