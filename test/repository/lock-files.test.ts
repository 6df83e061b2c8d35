import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { ROOT } from '../../scripts/lib/paths.mjs';

interface LockFile {
  packages: Record<string, { version?: string; resolved?: string; integrity?: string; link?: boolean }>;
}

const LOCK_FILES = ['package-lock.json', 'sidecar-runtime/package-lock.json', 'test/newest/package-lock.json'];

function installed(path: string): [string, LockFile['packages'][string]][] {
  const { packages } = JSON.parse(readFileSync(join(ROOT, path), 'utf8')) as LockFile;
  return Object.entries(packages).filter(([name]) => name !== '');
}

test.each(LOCK_FILES)('%s names no registry, so that any mirror will do', (path) => {
  expect(installed(path).filter(([, { resolved }]) => resolved !== undefined)).toEqual([]);
});

test.each(LOCK_FILES)('%s pins every package by its hash', (path) => {
  const packages = installed(path);
  expect(packages.length).toBeGreaterThan(0);
  expect(packages.filter(([name, { integrity }]) => integrity === undefined && !isBundled(path, name))).toEqual([]);
});

/** A package that is inside the tarball of another one is pinned by the hash of that. */
function isBundled(path: string, name: string): boolean {
  const { packages } = JSON.parse(readFileSync(join(ROOT, path), 'utf8')) as { packages: Record<string, { inBundle?: boolean }> };
  return packages[name]?.inBundle === true;
}
