import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import ts from 'typescript';
import { expect, test } from 'vitest';
import { ROOT } from '../../scripts/lib/paths.mjs';

/** The texts that a user meets are in these files. */
const FILES = readdirSync(join(ROOT, 'src'), { recursive: true, encoding: 'utf8' })
  .filter((path) => path.endsWith('.ts'));

/** Words that a stranger must look up, or that have no thing as their subject. CONTRIBUTING.md has better ones. */
const AVOIDED = /\b(?:mend(?:s|ed)?|fares|half-way|whoever|who)\b|can't be had|stands? behind|shows nowhere|a fault of this program/iu;

/** The strings of a file with at least one blank: comments and names are none. */
function textsOf(file: string): string[] {
  const texts: string[] = [];
  const visit = (node: ts.Node): void => {
    if ((ts.isStringLiteralLike(node) || ts.isTemplateHead(node) || ts.isTemplateMiddleOrTemplateTail(node)) && node.text.includes(' ')) {
      texts.push(node.text);
    }
    ts.forEachChild(node, visit);
  };
  visit(ts.createSourceFile(file, readFileSync(join(ROOT, 'src', file), 'utf8'), ts.ScriptTarget.Latest));
  return texts;
}

test('no text that a user meets has a word that the voice avoids', () => {
  const found = FILES.flatMap((file) => textsOf(file).filter((text) => AVOIDED.test(text)).map((text) => `${file}: ${text}`));
  expect(found).toEqual([]);
});

test('the texts of rules and commands are among those that are read', () => {
  const texts = FILES.flatMap(textsOf);
  expect(texts).toContain('containers that wait for each other never start');
  expect(texts).toContain('image pull failed: ');
});
