import { expect, test } from 'vitest';
import { Translations } from '../../site/pages/translations';

const page = (language: string): string => [
  `# ${language}`, `\`\`\`${language}\nprogram\n\`\`\``, '```sh\nrun it\n```',
  '[Mechanisms](../../README.md#mechanisms):', `\`\`\`${language}\nfirst\n\nwith a blank line\n\`\`\``,
  '[Results](../steps.md#results):', `\`\`\`${language}\nsecond\n\`\`\``,
  '[Results](../steps.md#results):', `\`\`\`${language}\nthird\n\`\`\``, '',
].join('\n\n');
const TRANSLATIONS = new Translations({ python: page('python'), java: page('java'), go: page('go') });

test.each([
  ['the program of a language', 'README.md', 'Example', 0, 'program'],
  ['an example below a heading', 'README.md', 'Mechanisms', 0, 'first\n\nwith a blank line'],
  ['the second example below a heading', 'docs/steps.md', 'Results', 1, 'third'],
])('%s is found by its place', (_case, from, heading, index, code) => {
  expect(TRANSLATIONS.of({ page: from, heading, index })).toEqual({ python: code, java: code, go: code });
});

test('the commands that run a program are those of the page', () => {
  expect(TRANSLATIONS.commandsOf('java')).toBe('run it');
});

test('an example without a translation has none', () => {
  expect(TRANSLATIONS.of({ page: 'docs/steps.md', heading: 'Results', index: 2 })).toBeUndefined();
});

test('an example that one language lacks is shown in TypeScript alone', () => {
  expect(new Translations({ python: page('python') }).of({ page: 'README.md', heading: 'Mechanisms', index: 0 })).toBeUndefined();
});
