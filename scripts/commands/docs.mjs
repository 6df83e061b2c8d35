import { join } from 'node:path';
import { docsOptions } from '../lib/docs-options.mjs';
import { foreground } from '../lib/exec.mjs';
import { SITE } from '../lib/paths.mjs';
import { mustRun } from '../lib/step.mjs';
import { siteTools } from '../lib/steps/build.mjs';
import { buildSite } from '../lib/steps/documents.mjs';

/**
 * Makes the documentation site, and shows it if asked. A wrong word and --help are answered before anything is installed.
 *
 * @param {string[]} args
 */
export async function run(args) {
  const { base, help, serve } = docsOptions(args);
  if (help !== undefined) {
    process.stdout.write(help);
    return 0;
  }
  await mustRun([...siteTools, buildSite(base)]);
  process.stdout.write('the site is in site/dist\n');
  return serve ? foreground(process.execPath, [join(SITE, 'serve.mjs'), base]) : 0;
}
