import type { MarkdownRenderer } from 'vitepress';
import type { Translations } from '../pages/translations.ts';

type Token = ReturnType<MarkdownRenderer['parse']>[number];

/** An example that has no counterpart in other languages says so behind its fence. */
const ONLY = 'typescript-only';

/** Each example in TypeScript is shown in every language that it was translated to. */
export function codeTabs(markdown: MarkdownRenderer, sourceOf: (file: string) => string, translations: Translations): void {
  markdown.core.ruler.push('code-tabs', (state) => {
    const { path, realPath = path } = state.env as { path: string; realPath?: string };
    const page = sourceOf(realPath);
    const counts = new Map<string, number>();
    let heading = '';
    const html = (content: string): Token => Object.assign(new state.Token('html_block', '', 0), { content });
    const fence = (like: Token, info: string, content: string): Token =>
      Object.assign(new state.Token('fence', 'code', 0), { info, content: `${content}\n`, markup: like.markup, block: true });
    state.tokens = state.tokens.flatMap((token, at, tokens) => {
      if (token.type === 'heading_open') heading = tokens[at + 1]!.content;
      if (token.type !== 'fence') return [token];
      const [word, ...more] = token.info.trim().split(/\s+/u);
      if (word !== 'ts' || more.includes(ONLY)) return [token];
      const index = counts.get(heading) ?? 0;
      counts.set(heading, index + 1);
      const translation = translations.of({ page, heading, index });
      if (translation === undefined) return [token];
      const slot = (name: string, block: Token): Token[] => [html(`<template #${name}>\n`), block, html('</template>\n')];
      return [
        html('<CodeTabs>\n'), ...slot('ts', token),
        ...Object.entries(translation).flatMap(([language, code]) => slot(language, fence(token, language, code))),
        html('</CodeTabs>\n'),
      ];
    });
  });
}
