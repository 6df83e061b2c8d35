import { existsSync, readFileSync } from 'node:fs';
import { join, relative } from 'node:path';
import { fileURLToPath } from 'node:url';
import { slug } from 'github-slugger';
import { defineConfig } from 'vitepress';
import { bracesAsText } from '../markdown/braces.ts';
import { checkedLinks } from '../markdown/checked-links.ts';
import { codeTabs } from '../markdown/code-tabs.ts';
import { headingIds } from '../markdown/heading-ids.ts';
import { siteLinks } from '../markdown/links.ts';
import { pictures } from '../markdown/pictures.ts';
import { sidebarOf } from '../pages/sidebar.ts';
import { API_FOLDER, pageOf, sourcesIn, staged } from '../pages/sources.ts';
import { Translations } from '../pages/translations.ts';

const ROOT = fileURLToPath(new URL('../..', import.meta.url));
const read = (path: string): string => readFileSync(join(ROOT, path), 'utf8');

const { description, repository } = JSON.parse(read('package.json')) as { description: string; repository: { url: string } };
const REPOSITORY = repository.url.replace(/\.git$/u, '');

/** The path under which the site is served. */
const BASE = process.env.STARTGATE_DOCS_BASE ?? '/';

/** Inside of this package, so that what a page imports is found. */
const STAGE = fileURLToPath(new URL('../generated', import.meta.url));
const sourceOf = (file: string): string => relative(STAGE, file).replaceAll('\\', '/');
const api = staged(ROOT, STAGE);

/** Pages that would have the title of the site. */
const TITLES: Readonly<Record<string, object>> = {
  'index.md': { title: 'cdk8s-startgate', titleTemplate: false, frontmatter: { aside: false } },
  'guide.md': { title: 'Guide' },
};

/** The first heading of a source; a class is called by its name. */
function titleOf(source: string): string {
  if (source.startsWith(`${API_FOLDER}/`)) return source.slice(API_FOLDER.length + 1, -3);
  return /^# (.+)$/mu.exec(read(source))?.[1]?.replaceAll('`', '') ?? source;
}

export default defineConfig({
  title: 'cdk8s-startgate',
  description,
  lang: 'en',
  base: BASE,
  srcDir: STAGE,
  rewrites: (path) => pageOf(path) ?? path,
  outDir: fileURLToPath(new URL('../dist', import.meta.url)),
  cacheDir: fileURLToPath(new URL('../node_modules/.cache/vitepress', import.meta.url)),
  head: [['link', { rel: 'icon', href: 'data:,' }]],
  markdown: {
    theme: { light: 'github-light-high-contrast', dark: 'github-dark-high-contrast' },
    // braces are text, as in the types of API.md
    attrs: { disable: true },
    // as code hosts make them, so that one link works in both places
    anchor: { slugify: (heading) => slug(heading) },
    config: (markdown) => {
      bracesAsText(markdown);
      headingIds(markdown);
      pictures(markdown);
      codeTabs(markdown, sourceOf, Translations.in(ROOT));
      siteLinks(markdown, sourceOf, {
        repository: REPOSITORY,
        exists: (path) => [ROOT, STAGE].some((folder) => existsSync(join(folder, path))),
      });
    },
  },
  // a page without sections has no outline, and needs no room for one
  transformPageData: ({ relativePath, filePath }) => TITLES[relativePath]
    ?? (/^## /mu.test(readFileSync(join(STAGE, filePath), 'utf8')) ? {} : { frontmatter: { aside: false } }),
  buildEnd: ({ outDir }) => checkedLinks(outDir, BASE),
  // the index of the search holds every page, and is loaded when it is opened
  vite: { build: { chunkSizeWarningLimit: 4000 } },
  themeConfig: {
    search: { provider: 'local' },
    outline: [2, 3],
    nav: [
      { text: 'Guide', link: '/guide.md' },
      { text: 'Which mechanism', link: '/mechanisms.md' },
      { text: 'Reference', link: '/reference/index.md' },
    ],
    sidebar: sidebarOf(sourcesIn(ROOT), titleOf, api),
    externalLinkIcon: true,
  },
});
