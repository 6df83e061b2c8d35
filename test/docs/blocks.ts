import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { ROOT } from '../../scripts/lib/paths.mjs';

/** A block of code in a document. */
export interface Block {
  /** Relative to the root of the repository. */
  readonly page: string;
  readonly line: number;
  readonly language: string;
  /** What stands behind the language, as `nofixture`. */
  readonly words: readonly string[];
  readonly code: string;
}

export function blocksOf(page: string, text = readFileSync(join(ROOT, page), 'utf8')): Block[] {
  return [...text.matchAll(/^```([^\n]*)\n(.*?)^```$/gmsu)].map(({ index, 1: info = '', 2: code = '' }) => {
    const [language = '', ...words] = info.trim().split(/\s+/u);
    return { page, line: text.slice(0, index).split('\n').length, language, words, code };
  });
}

/**
 * The arguments of each call of our program in lines of a shell, without what only the shell reads: pipes, redirections, comments and
 * variables.
 */
export function callsIn(code: string): string[][] {
  const lines = code.replace(/\\\n/gu, ' ').split('\n').map((line) => line.replace(/(?:^|\s)#.*$/u, ''));
  return lines.flatMap((line) => line.split(/\|\||&&|[|;]/u)).flatMap((command) => {
    const [, args = ''] = /^(?:npx\s+)?cdk8s-startgate(?:\s+(.*))?$/u.exec(command.trim()) ?? [];
    if (!/^(?:npx\s+)?cdk8s-startgate\b/u.test(command.trim())) return [];
    const words = args.replace(/\d?>{1,2}\s*\S+|<\s*\S+/gu, ' ').match(/'[^']*'|"[^"]*"|\S+/gu) ?? [];
    return [words.map((word) => word.replace(/^(['"])(.*)\1$/u, '$2'))];
  });
}
