import { readFileSync } from 'node:fs';
import { expect, test } from 'vitest';
import { CATALOGUE } from '../../../src/private/catalogue';

test('docs/rules.md lists every rule as it is', () => {
  const page = readFileSync(new URL('../../../docs/rules.md', import.meta.url), 'utf8');
  const rows = page.split('\n').filter((line) => line.startsWith('| `'));
  expect(rows).toEqual(CATALOGUE.map(({ id, severity, title, cure }) => `| \`${id}\` | ${severity} | ${title} | ${cure} |`));
});
