import { execFileSync } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { expect, test } from 'vitest';

const ROOT = fileURLToPath(new URL('..', import.meta.url));

function packedFiles(): { path: string; mode: number }[] {
  const output = execFileSync('npm', ['pack', '--dry-run', '--json', '--ignore-scripts'], { cwd: ROOT, encoding: 'utf8' });
  const [{ files }] = JSON.parse(output) as [{ files: { path: string; mode: number }[] }];
  return files;
}

test('the package holds what was built, and nothing else of ours', () => {
  const files = packedFiles().map(({ path }) => path);
  // the executables and their licenses are there once the native build has run: test/native/package.test.ts
  const built = /^(dist\/.*\.(js|d\.ts)|native\/linux-[a-z0-9]+\/(startgate|THIRD-PARTY-LICENSES\.txt))$/;
  expect(files.filter((path) => !built.test(path))).toEqual(['LICENSE', 'README.md', 'bin/startgate', 'package.json']);
  expect(files).toEqual(expect.arrayContaining(['dist/index.js', 'dist/index.d.ts', 'dist/main.js']));
});

test('the command is a program that is shipped, and may be run', () => {
  const { bin } = JSON.parse(readFileSync(`${ROOT}/package.json`, 'utf8')) as { bin: Record<string, string> };
  expect(bin).toEqual({ startgate: 'bin/startgate' });
  expect(packedFiles().find(({ path }) => path === 'bin/startgate')?.mode).toBe(0o755);
});
