import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { ROOT } from '../../scripts/lib/paths.mjs';

interface LockFile {
  /** `inBundle`: inside the tarball of another package, and pinned by the hash of that. */
  packages: Record<string, { resolved?: string; integrity?: string; inBundle?: boolean }>;
}

const LOCK_FILES = [
  'package-lock.json', 'bench/package-lock.json', 'sidecar-runtime/package-lock.json', 'site/package-lock.json', 'test/newest/package-lock.json',
  'test/packages/npm-registry/package-lock.json',
];

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
  expect(packages.filter(([, { integrity, inBundle }]) => integrity === undefined && inBundle !== true)).toEqual([]);
});
