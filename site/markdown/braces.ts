import type { MarkdownRenderer } from 'vitepress';

/** Two braces are text, in code and elsewhere: a document of this repository has no expression of Vue. */
export function bracesAsText(markdown: MarkdownRenderer): void {
  markdown.core.ruler.push('braces-as-text', ({ tokens }) => {
    for (const token of tokens.flatMap(({ children }) => children ?? [])) {
      if (token.type === 'code_inline') token.attrSet('v-pre', '');
    }
  });
  const { text } = markdown.renderer.rules;
  markdown.renderer.rules.text = (...args) => text!(...args).replaceAll('{{', '&#123;&#123;');
}
