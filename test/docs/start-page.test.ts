import { expect, test } from 'vitest';
import { Yaml } from 'cdk8s';
import { runIn } from '../cli/memory-host';
import { appsOf, manifestsIn, pageOf, programsOf } from './run-examples';

const PAGE = pageOf('README.md');
const MANIFEST = Yaml.stringify(...manifestsIn(appsOf(PAGE)[0]!));

// after a change: npx vitest run -u --project lowest test/docs/start-page.test.ts
test('docs/closed-gate.svg is what the six lines of the start page write, as explain shows it', async () => {
  const { code, out } = await runIn({ files: { 'dist/shop.k8s.yaml': MANIFEST } }, 'explain', '--format', 'svg', 'dist/shop.k8s.yaml');
  expect(code).toBe(0);
  await expect(out).toMatchFileSnapshot('../../docs/closed-gate.svg');
});

test('check finds nothing wrong with what the start page writes', async () => {
  const { code, out } = await runIn({ files: { 'dist/shop.k8s.yaml': MANIFEST } }, 'check', 'dist/shop.k8s.yaml');
  expect({ code, out }).toMatchObject({ code: 0 });
});

test('the six lines are six', () => {
  const [, body = ''] = programsOf(PAGE)[0]!.split('\n\n');
  expect(body.trimEnd().split('\n').length).toBe(6);
});
