import { readFileSync, readdirSync } from 'node:fs';
import { join, relative } from 'node:path';
import { ROOT } from '../paths.mjs';

/** Written from the examples: never a source of one. */
export const PAGES = join(ROOT, 'docs', 'languages');
/** A page that shows programs of one language only, such as tests for vitest, says so behind the fence. */
const ONLY = 'typescript-only';
const BLOCK = /^(?<mark>#+ (?<heading>[^\n]+))|^```ts(?<words>[^\n]*)\n(?<code>.*?)\n```$/gmsu;

/**
 * @typedef {object} Example
 * @property {string} page relative to the root of the repository
 * @property {string} title the first heading of the page
 * @property {string} heading the nearest heading above the example
 * @property {number} line the line of the fence in its page, from 1
 * @property {string} code
 * @property {boolean} whole a program with its imports, not some lines of one
 */

/**
 * Every example of README.md and docs that has a counterpart in each language, in the order of the pages.
 *
 * @returns {Example[]}
 */
export function examples() {
  return [join(ROOT, 'README.md'), ...pages(join(ROOT, 'docs'))].flatMap(examplesOf);
}

/**
 * @param {string} folder
 * @returns {string[]}
 */
function pages(folder) {
  return readdirSync(folder, { withFileTypes: true })
    .map((entry) => ({ name: join(folder, entry.name), isFolder: entry.isDirectory() }))
    .filter(({ name }) => name !== PAGES && !/[\\/](\.vitepress|node_modules)$/u.test(name))
    .flatMap(({ name, isFolder }) => (isFolder ? pages(name) : [name]))
    .filter((name) => name.endsWith('.md'))
    .sort();
}

/**
 * @param {string} file
 * @returns {Example[]}
 */
function examplesOf(file) {
  const text = readFileSync(file, 'utf8');
  let title = '';
  let heading = '';
  /** @type {Example[]} */
  const found = [];
  for (const { groups = {}, index } of text.matchAll(BLOCK)) {
    if (groups.heading !== undefined) {
      title ||= groups.heading;
      heading = groups.heading;
    } else if (!(groups.words ?? '').split(' ').includes(ONLY)) {
      const code = groups.code ?? '';
      const line = text.slice(0, index).split('\n').length;
      found.push({ page: relative(ROOT, file), title, heading, line, code, whole: /^import /mu.test(code) });
    }
  }
  return found;
}
