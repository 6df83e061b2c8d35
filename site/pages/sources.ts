import { cpSync, mkdirSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { apiIndex, type ApiPage, apiPages } from './api.ts';

/** Pages of the site whose source is not in docs/, by that source. */
const BESIDE_DOCS: Readonly<Record<string, string>> = {
  'README.md': 'guide.md',
  'CHANGELOG.md': 'changelog.md',
  'SECURITY.md': 'security.md',
  'bench/results.md': 'bench/results.md',
  'sidecar-runtime/README.md': 'sidecar-runtime.md',
};

/** Where the build puts the pages of API.md, one for each class: the only pages that have no source of their own. */
export const API_FOLDER = 'api';

/** API.md itself is no page: a page for each class takes its place. */
export const API = 'API.md';

/**
 * The page that a Markdown file becomes, both with `/` and relative: to the site, and to the repository.
 *
 * @returns undefined for a file that is no page
 */
export function pageOf(source: string): string | undefined {
  if (source.startsWith(`${API_FOLDER}/`)) return `reference/api/${source.slice(API_FOLDER.length + 1)}`;
  if (!source.startsWith('docs/') || !source.endsWith('.md')) return BESIDE_DOCS[source];
  return source.slice('docs/'.length).replace(/(^|\/)README\.md$/u, '$1index.md');
}

/** Every file that becomes a page, from the root of the repository. */
export function sourcesIn(root: string): string[] {
  const docs = readdirSync(join(root, 'docs'), { recursive: true, encoding: 'utf8' }).map((path) => `docs/${path.replaceAll('\\', '/')}`);
  return [...Object.keys(BESIDE_DOCS), ...docs.filter((path) => path.endsWith('.md'))].sort();
}

/**
 * Copies what becomes pages, and the pictures, into a folder with the same paths: there the generator finds what it is installed with, and
 * nothing else of the repository.
 *
 * @returns the pages of API.md
 */
export function staged(root: string, folder: string): ApiPage[] {
  rmSync(folder, { recursive: true, force: true });
  cpSync(join(root, 'docs'), join(folder, 'docs'), { recursive: true, filter: (path) => !/\.(?!md$|svg$)\w+$/u.test(path) });
  for (const source of Object.keys(BESIDE_DOCS)) {
    mkdirSync(dirname(join(folder, source)), { recursive: true });
    cpSync(join(root, source), join(folder, source));
  }
  const pages = apiPages(readFileSync(join(root, API), 'utf8'));
  mkdirSync(join(folder, API_FOLDER), { recursive: true });
  for (const { name, text } of [...pages, { name: 'index', text: apiIndex(pages) }]) writeFileSync(join(folder, API_FOLDER, `${name}.md`), text);
  return pages;
}
