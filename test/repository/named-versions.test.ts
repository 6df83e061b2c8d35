import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { ROOT } from '../../scripts/lib/paths.mjs';

test.each(['.', 'sidecar-runtime'])('README.md in %s and "engines" name the same oldest Node', (folder) => {
  const read = (file: string): string => readFileSync(join(ROOT, folder, file), 'utf8');
  const { engines } = JSON.parse(read('package.json')) as { engines: { node: string } };
  const named = [...read('README.md').matchAll(/Node (\d+(?:\.\d+)?) or newer/gu)].map(([, version]) => version);
  expect([...new Set(named)]).toEqual([engines.node.replace(/^>= ?/u, '').replace(/\.0$/u, '')]);
});

test.each([
  'README.md', 'docs/steps.md', 'docs/workloads.md', 'docs/policy.md', 'docs/rules.md', 'docs/release.md', 'sidecar-runtime/README.md', 'API.md',
  'examples/kustomize/overlay/mesh.yaml', 'docs/tutorial.md', 'docs/platform-teams.md',
  ...readdirSync(join(ROOT, 'docs', 'migrate')).filter((name) => name !== 'README.md').map((name) => `docs/migrate/${name}`),
])('%s names our image by the version of the package alone', (path) => {
  const { version } = JSON.parse(readFileSync(join(ROOT, 'package.json'), 'utf8')) as { version: string };
  const named = [...readFileSync(join(ROOT, path), 'utf8').matchAll(/registry\.example\/startgate:([\w.-]*\w)/gu)].map(([, tag]) => tag);
  expect(named.length).toBeGreaterThan(0);
  expect([...new Set(named)]).toEqual([version]);
});

test('the library and the runtime have the same version', () => {
  const [library, runtime] = ['package.json', 'sidecar-runtime/package.json'].map((path) => JSON.parse(readFileSync(join(ROOT, path), 'utf8')) as { version: string });
  expect(runtime!.version).toBe(library!.version);
});
