import type { MarkdownRenderer } from 'vitepress';
import type { Translation, Translations } from '../pages/translations.ts';

type Token = ReturnType<MarkdownRenderer['parse']>[number];

/** An example that has no counterpart in other languages says so behind its fence. */
const ONLY = 'typescript-only';

/** A whole program imports what it needs. */
const WHOLE = /^import /mu;

/** Each example in TypeScript is shown in every language that it was translated to, a whole program with the commands that run it. */
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
      const slot = (name: string, ...blocks: Token[]): Token[] => [html(`<template #${name}>\n`), ...blocks, html('</template>\n')];
      const run = (language: keyof Translation): Token[] => (WHOLE.test(token.content) ? [
        html('<details class="details custom-block"><summary>Run it</summary>\n'), fence(token, 'sh', translations.commandsOf(language)), html('</details>\n'),
      ] : []);
      return [
        html('<CodeTabs>\n'), ...slot('ts', token),
        ...(['python', 'java', 'go'] as const).flatMap((language) => slot(language, fence(token, language, translation[language]), ...run(language))),
        html('</CodeTabs>\n'),
      ];
    });
  });
}
