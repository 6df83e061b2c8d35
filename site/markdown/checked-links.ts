import { readdirSync, readFileSync } from 'node:fs';
import { join, posix } from 'node:path';

/** A page as the build has written it. */
export interface BuiltPage {
  /** As `reference/index.html`. */
  readonly path: string;
  readonly html: string;
}

/** Every link to a page or an anchor of the site that is not there, as `PAGE: LINK`. VitePress itself looks at no anchor. */
export function deadLinks(pages: readonly BuiltPage[], base = '/'): string[] {
  const anchors = new Map(pages.map(({ path, html }) => [path, new Set(attributes(html, 'id'))]));
  return pages.flatMap(({ path, html }) => attributes(html, 'href').filter((href) => {
    if (/^[a-z][a-z+.-]*:/iu.test(href) || /\.(?!html)\w+$/u.test(href)) return false;
    const [target = '', anchor] = href.split('#', 2);
    const page = pageAt(target, path, base);
    const known = anchors.get(page);
    return known === undefined || (anchor !== undefined && anchor !== '' && !known.has(decodeURIComponent(anchor)));
  }).map((href) => `${path}: ${href}`));
}

function pageAt(target: string, from: string, base: string): string {
  if (target === '') return from;
  const path = target.startsWith('/') ? `/${target.slice(base.length)}` : posix.join('/', posix.dirname(from), target);
  return (path.endsWith('/') ? `${path}index.html` : path).slice(1);
}

function attributes(html: string, name: string): string[] {
  return [...html.matchAll(new RegExp(` ${name}="([^"]*)"`, 'gu'))].map(([, value = '']) => value.replaceAll('&amp;', '&'));
}

/**
 * Looks at every page of a folder that the build has written.
 *
 * @throws Error that names each dead link
 */
export function checkedLinks(folder: string, base = '/'): void {
  const pages = readdirSync(folder, { recursive: true, encoding: 'utf8' }).filter((path) => path.endsWith('.html'))
    .map((path) => ({ path: path.replaceAll('\\', '/'), html: readFileSync(join(folder, path), 'utf8') }));
  const dead = deadLinks(pages, base);
  if (dead.length > 0) throw new Error(`${dead.length} dead links:\n${dead.join('\n')}`);
}
