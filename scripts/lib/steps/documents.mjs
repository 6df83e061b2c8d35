import { readdirSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { mustCapture } from '../exec.mjs';
import { ROOT, SITE, SITE_PAGES, TRANSLATIONS, bin } from '../paths.mjs';
import { TOOLS, stamped } from '../step.mjs';

/** The documents that are no result of a step. */
const PAGES = readdirSync(join(ROOT, 'docs')).filter((name) => name !== 'languages').map((name) => join('docs', name));

export const writeApi = stamped('write API.md', {
  inputs: ['src', 'README.md', ...TOOLS],
  outputs: [join(ROOT, 'API.md')],
  work: () => mustCapture(bin('jsii-docgen'), ['-o', 'API.md']),
});

export const compileExamples = stamped('compile the examples of the documents', {
  inputs: ['src', 'README.md', 'rosetta', ...TOOLS],
  outputs: [join(ROOT, '.jsii.tabl.json')],
  work: () => {
    // jsii-rosetta keeps the translations that are there, also of another name of the package
    rmSync(join(ROOT, '.jsii.tabl.json'), { force: true });
    return mustCapture(bin('jsii-rosetta'), ['extract', '--strict', '--directory', ROOT]);
  },
});

/** The examples of README.md and docs in Python, Java and Go, and a page for each of these languages. */
export const translateExamples = stamped('write the examples in Python, Java and Go', {
  inputs: ['src', 'README.md', ...PAGES, 'rosetta', ...TOOLS],
  outputs: [TRANSLATIONS, join(ROOT, 'docs', 'languages', 'go.md')],
  work: () => mustCapture(process.execPath, [join(ROOT, 'scripts', 'lib', 'write-languages.mjs')]),
});

/** What becomes pages of the site. */
const SITE_SOURCES = ['docs', 'README.md', 'API.md', 'CHANGELOG.md', 'SECURITY.md', 'bench/results.md', 'sidecar-runtime/README.md'];

/**
 * The documentation site, from documents alone: nothing has to be compiled.
 *
 * @param {string} base the path under which the site is served
 */
export function buildSite(base = '/') {
  return stamped('build the site', {
    inputs: [...SITE_SOURCES, 'package.json', 'scripts/lib', 'site'],
    extra: [base],
    outputs: [join(SITE_PAGES, 'index.html')],
    work: async () => {
      const output = await mustCapture(bin('vitepress', SITE), ['build'], { cwd: SITE, env: { STARTGATE_DOCS_BASE: base } });
      if (/\(!\)|\bwarn/iu.test(output)) throw new Error(`vitepress warned:\n${output}`);
    },
  });
}
