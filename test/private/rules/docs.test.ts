import { readFileSync } from 'node:fs';
import { expect, test } from 'vitest';
import { RULES } from '../../../src/private/rules/index';

test('docs/rules.md lists every rule as it is', () => {
  const page = readFileSync(new URL('../../../docs/rules.md', import.meta.url), 'utf8');
  const rows = page.split('\n').filter((line) => line.startsWith('| `'));
  expect(rows).toEqual(RULES.map(({ id, severity, title, cure }) => `| \`${id}\` | ${severity} | ${title} | ${cure} |`));
});
