import { posix } from 'node:path';
import type { MarkdownRenderer } from 'vitepress';
import { apiPageOf } from '../pages/api.ts';
import { API, pageOf } from '../pages/sources.ts';

/** What a link of a document points to on the site: the links of all documents are relative to their place in the repository. */
export interface LinkTargets {
  /** The address of the repository, without a slash at its end. */
  readonly repository: string;
  /** Whether the repository has this file or folder. */
  readonly exists: (path: string) => boolean;
}

/**
 * The link on the site for a link in the document `source`: to the page that the file becomes, else to the file in the repository.
 *
 * @throws Error when the repository has no such file
 */
export function siteLink(href: string, source: string, { repository, exists }: LinkTargets): string {
  if (/^(?:[a-z][a-z+.-]*:|#|\/)/iu.test(href)) return href;
  const [path = '', anchor = ''] = href.split('#', 2);
  const hash = anchor === '' ? '' : `#${anchor}`;
  const target = posix.join(posix.dirname(source), decodeURIComponent(path)).replace(/\/$/u, '');
  if (target === API) return apiLink(anchor);
  const first = `${target}/README.md`;
  const page = pageOf(target) ?? (exists(first) ? pageOf(first) : undefined);
  if (!exists(target)) throw new Error(`${source} links to "${href}", and the repository has no ${target}`);
  return page === undefined ? `${repository}/blob/main/${target}${hash}` : `/${page}${hash}`;
}

function apiLink(anchor: string): string {
  const page = apiPageOf(anchor);
  if (page === undefined) return '/reference/api/index.md';
  return anchor === `cdk8s-startgate.${page}` ? `/reference/api/${page}.md` : `/reference/api/${page}.md#${anchor}`;
}

/** Applies `siteLink` to every link, before VitePress checks and changes it. */
export function siteLinks(markdown: MarkdownRenderer, sourceOf: (file: string) => string, targets: LinkTargets): void {
  markdown.core.ruler.push('site-links', ({ tokens, env }) => {
    const { path, realPath = path } = env as { path: string; realPath?: string };
    for (const token of tokens.flatMap(({ children }) => children ?? [])) {
      if (token.type === 'link_open') token.attrSet('href', siteLink(token.attrGet('href') ?? '', sourceOf(realPath), targets));
    }
  });
}
