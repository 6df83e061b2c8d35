import { readdirSync } from 'node:fs';
import { expect, test } from 'vitest';
import { playedPage } from './played-page';
import { pageOf } from './run-examples';

const PAGES = readdirSync(new URL('../../docs/migrate', import.meta.url)).filter((name) => name !== 'README.md').sort();
const README = pageOf('migrate/README.md');

test.each(PAGES)('docs/migrate/%s: its manifests are what is synthesized, and its outputs are the real ones', async (name) => {
  // after a change: npx vitest run -u --project lowest test/docs/migrate.test.ts
  await expect(await playedPage(pageOf(`migrate/${name}`))).toMatchFileSnapshot(`../../docs/migrate/${name}`);
});

test.each(PAGES)('docs/migrate/%s: check has no error and no warning after the migration', async (name) => {
  const [last] = [...(await playedPage(pageOf(`migrate/${name}`))).matchAll(/^\$ npx cdk8s-startgate check .*\n([^]*?)^(?:\$ |```)/gmu)].slice(-1);
  expect(last![1]).toMatch(/^1 workload: 0 errors, 0 warnings, \d+ infos?(?: \(shown with --severity info\))?\n$/u);
});

test.each(PAGES)('docs/migrate/README.md links %s', (name) => {
  expect(README).toContain(`](${name})`);
});
