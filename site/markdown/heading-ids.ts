import type { MarkdownRenderer } from 'vitepress';

const ANCHOR = /^<a name="[^"]*" id="([^"]*)">$/u;

/** The anchor at the end of a heading, as jsii-docgen writes one, becomes the id of the heading. */
export function headingIds(markdown: MarkdownRenderer): void {
  markdown.core.ruler.before('anchor', 'heading-ids', ({ tokens }) => {
    for (const [index, heading] of tokens.entries()) {
      const inline = tokens[index + 1];
      if (heading.type !== 'heading_open' || !inline?.children) continue;
      const at = inline.children.findIndex(({ content }) => ANCHOR.test(content));
      if (at === -1) continue;
      heading.attrSet('id', ANCHOR.exec(inline.children[at]!.content)![1]!);
      inline.children.splice(at);
      // the label of its permalink
      inline.content = inline.children.filter(({ type }) => type !== 'html_inline').map(({ content }) => content).join(' ').trim();
    }
  });
}
