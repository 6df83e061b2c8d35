import { readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { expect, test } from 'vitest';
import { guideSection } from '../../site/reference/command-line-page';
import { COMMANDS } from '../../src/cli/commands/index';
import { runIn } from './memory-host';

const read = (path: string): string => readFileSync(fileURLToPath(new URL(`../../${path}`, import.meta.url)), 'utf8');

test.each(COMMANDS)('docs/cli.md has the examples of $name', async ({ load }) => {
  expect(read('docs/cli.md')).toContain(guideSection(await load()));
});

test('docs/start-order.svg is the picture of docs/start-order.yaml', async () => {
  const { code, out } = await runIn(
    { files: { 'docs/start-order.yaml': read('docs/start-order.yaml') } }, 'explain', '--format', 'svg', 'docs/start-order.yaml',
  );
  expect(code).toBe(0);
  // after a change: npx vitest run -u --project lowest test/cli/documents.test.ts
  await expect(out).toMatchFileSnapshot('../../docs/start-order.svg');
});
