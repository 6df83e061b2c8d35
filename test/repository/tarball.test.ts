import { readFileSync, readdirSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import * as sources from '../../src';
import { capture } from '../../scripts/lib/exec.mjs';
import { ROOT } from '../../scripts/lib/paths.mjs';

const DOCUMENTS = [
  '.jsii', 'API.md', 'CHANGELOG.md', 'LICENSE', 'README.md', 'lib/cli/THIRD-PARTY-LICENSES.txt', 'lib/start-order-policy.schema.json',
  'package.json',
];

/** What `npm pack` would put into the package. */
async function packedFiles(): Promise<string[]> {
  const { output } = await capture('npm', ['pack', '--dry-run', '--json', '--loglevel=error']);
  const [packed] = JSON.parse(output) as [{ files: { path: string }[] }];
  return packed.files.map((file) => file.path).sort();
}

/** The declarations of each source file, and the one file of code. */
function compiledFiles(): string[] {
  return readdirSync(join(ROOT, 'src'), { recursive: true, encoding: 'utf8' })
    .filter((path) => path.endsWith('.ts') && !path.startsWith('cli/'))
    .map((path) => `lib/${path.slice(0, -'.ts'.length)}.d.ts`)
    .concat('lib/index.js');
}

/** The command line: one file that starts, and the parts that it loads. */
const BUNDLED = /^lib\/cli\/[\w-]+\.mjs$/u;

test('the npm package contains the compiled sources, the bundled command line, its schema and licenses, and the documents, nothing else', async () => {
  const files = await packedFiles();
  expect(files.filter((path) => !BUNDLED.test(path))).toEqual([...DOCUMENTS, ...compiledFiles()].sort());
  expect(files.filter((path) => BUNDLED.test(path))).toContain('lib/cli/main.mjs');
});

test('the one file of code has the names that its declarations have, also for an ES module', async () => {
  const library = (await import(join(ROOT, 'lib', 'index.js'))) as Record<string, unknown>;
  expect(Object.keys(library).filter((name) => name !== 'default').sort()).toEqual(Object.keys(sources).sort());
});

test('the library depends on its three peers alone, never on the runtime', () => {
  const manifest = JSON.parse(readFileSync(join(ROOT, 'package.json'), 'utf8')) as Record<string, unknown>;
  expect({ dependencies: manifest.dependencies, peerDependencies: manifest.peerDependencies }).toEqual({
    dependencies: undefined,
    peerDependencies: { 'cdk8s': '^2.68.12', 'cdk8s-plus-28': '^2.5.6', 'constructs': '^10.3.0' },
  });
});
