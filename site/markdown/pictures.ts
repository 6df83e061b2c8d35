import type { MarkdownRenderer } from 'vitepress';

/** A picture that is a paragraph of its own becomes a figure, which scrolls where the screen is narrower than its letters allow. */
export function pictures(markdown: MarkdownRenderer): void {
  markdown.core.ruler.push('pictures', ({ tokens }) => {
    for (const [at, inline] of tokens.entries()) {
      const [open, close] = [tokens[at - 1], tokens[at + 1]];
      const isAlone = inline.type === 'inline' && inline.children?.length === 1 && inline.children[0]!.type === 'image';
      if (!isAlone || open?.type !== 'paragraph_open' || close?.type !== 'paragraph_close') continue;
      open.tag = close.tag = 'figure';
      open.attrSet('class', 'picture');
      open.attrSet('tabindex', '0');
    }
  });
}
