/** A class, struct or enum of API.md as a page of its own. */
export interface ApiPage {
  /** As `StartOrder`. */
  readonly name: string;
  /** As `Classes`. */
  readonly kind: string;
  readonly text: string;
}

/** `## Classes <a name="Classes" id="Classes"></a>`, as jsii-docgen writes a heading. */
const HEADING = /^(#{1,6}) (.*?) ?<a name="[^"]*" id="[^"]*"><\/a>$/u;

/**
 * Splits API.md: 9,000 lines are too long for a page of a site. Headings move up, so that a page has one of the first level, and keep
 * their anchors.
 */
export function apiPages(api: string): ApiPage[] {
  const pages: { name: string; kind: string; lines: string[] }[] = [];
  let kind = '';
  for (const line of api.split('\n')) {
    const [, level = '', title = ''] = HEADING.exec(line) ?? [];
    if (level === '##') kind = title;
    else if (level === '###') pages.push({ name: title, kind, lines: [`# ${title}`] });
    else pages.at(-1)?.lines.push(level.length > 3 ? line.slice(2) : line);
  }
  return pages.map(({ name, kind: of, lines }) => ({ name, kind: of, text: `${withAnchors(lines).join('\n').trimEnd()}\n` }));
}

/** The page of an anchor of API.md, as `cdk8s-startgate.Check.httpGet`. */
export function apiPageOf(anchor: string): string | undefined {
  return /^cdk8s-startgate\.(\w+)/u.exec(anchor)?.[1];
}

/** Links to anchors of API.md that are on another page now; `name` has the anchor of the whole page. */
function withAnchors(lines: readonly string[]): string[] {
  return lines.map((line) => line.replace(/href="#(cdk8s-startgate\.(\w+)[^"]*)"/gu, (_all, anchor: string, page: string) =>
    anchor === `cdk8s-startgate.${page}` ? `href="./${page}.html"` : `href="./${page}.html#${anchor}"`));
}

/** A page that names every class with its first sentence. */
export function apiIndex(pages: readonly ApiPage[]): string {
  const kinds = [...new Set(pages.map(({ kind }) => kind))];
  const rows = (of: string): string[] => pages.filter(({ kind }) => kind === of).map(({ name, text }) => {
    const [, said = ''] = /^# .*\n\n(?!#|\*|\||-)(.+)$/mu.exec(text) ?? [];
    return `| [\`${name}\`](${name}.md) | ${said} |`;
  });
  const sections = kinds.map((kind) => [`## ${kind}`, '', '| name | what it is |', '|---|---|', ...rows(kind)].join('\n'));
  return `# Classes in full\n\nEvery class, option and value with its remarks, errors and examples. [Options](../docs/reference/options.md) has the same in tables.\n\n${sections.join('\n\n')}\n`;
}
