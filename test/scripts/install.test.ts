import { createServer } from 'node:net';
import type { AddressInfo } from 'node:net';
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, relative } from 'node:path';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { install } from '../../scripts/lib/install.mjs';
import { ROOT } from '../../scripts/lib/paths.mjs';

let folder: string;
let name: string;

function writePackage(dependencies: Record<string, string>, lockedDependencies = dependencies) {
  const root = { name: 'sample', version: '1.0.0' };
  const locked = Object.keys(lockedDependencies).map((dependency) => [
    `node_modules/${dependency}`, { version: '1.0.0', integrity: 'sha512-AAAA' },
  ] as const);
  writeFileSync(join(folder, 'package.json'), JSON.stringify({ ...root, dependencies }));
  writeFileSync(
    join(folder, 'package-lock.json'),
    JSON.stringify({
      ...root, lockfileVersion: 3, requires: true,
      packages: { '': { ...root, dependencies: lockedDependencies }, ...Object.fromEntries(locked) },
    }),
  );
}

/** What is ours of the message: npm's own words come before it. */
async function lastParagraph(failing: Promise<unknown>): Promise<string | undefined> {
  const error = await failing.then(
    () => new Error('did not fail'),
    (reason: unknown) => reason as Error,
  );
  return error.message.split('\n\n').at(-1);
}

/** A port of this machine where nobody listens. */
async function closedPort(): Promise<number> {
  const server = createServer().listen(0, '127.0.0.1');
  await new Promise((resolve) => server.once('listening', resolve));
  const { port } = server.address() as AddressInfo;
  await new Promise((resolve) => server.close(resolve));
  return port;
}

beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'startgate-install-'));
  name = relative(ROOT, folder);
});
afterEach(() => rmSync(folder, { recursive: true }));

test('installs once for the same lock file', async () => {
  writePackage({});
  expect([await install(folder), await install(folder)]).toEqual([true, false]);
});

test('installs again when package.json declares another dependency', async () => {
  writePackage({});
  await install(folder);
  mkdirSync(join(folder, 'local'));
  writeFileSync(join(folder, 'local', 'package.json'), JSON.stringify({ name: 'local', version: '1.0.0' }));
  writePackage({ local: 'file:local' }, {});
  await expect(install(folder)).rejects.toThrow('Missing: local@1.0.0 from lock file');
});

test('fails when the registry cannot be reached, and says what to check', async () => {
  writePackage({ 'no-such-package-here': '1.0.0' });
  writeFileSync(join(folder, '.npmrc'), `registry=http://127.0.0.1:${await closedPort()}/\nfetch-retries=0\ncache=${join(folder, 'cache')}\n`);
  expect(await lastParagraph(install(folder))).toBe(
    `the dependencies of ${name} could not be fetched: the npm registry cannot be reached (ECONNREFUSED). Check the network and "npm config get registry", then run the same command again`,
  );
});

test('fails when the lock file does not match, and says how to mend it', async () => {
  mkdirSync(join(folder, 'local'));
  writeFileSync(join(folder, 'local', 'package.json'), JSON.stringify({ name: 'local', version: '1.0.0' }));
  writePackage({ local: 'file:local' }, {});
  expect(await lastParagraph(install(folder))).toBe(
    `the dependencies of ${name} do not match its lock file: run "npm install" there and commit package-lock.json`,
  );
});
