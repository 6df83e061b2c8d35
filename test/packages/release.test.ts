import { Spec, Validation } from '@cyclonedx/cyclonedx-library';
import { readFileSync } from 'node:fs';
import { basename, join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { RELEASE, ROOT, SIDECAR } from '../../scripts/lib/paths.mjs';
import { filesBelow } from '../../scripts/release/checksums.mjs';
import { runProgram } from '../program';
import { LIBRARY_VERSION, RUNTIME_VERSION } from './folder';

const FILES = filesBelow(RELEASE);
const BILLS = FILES.filter((file) => file.endsWith('.cdx.json'));

interface Component {
  readonly name: string;
  readonly group?: string;
  readonly version: string;
  readonly purl?: string;
  readonly licenses: readonly [{ readonly license: { readonly id: string; readonly text?: { readonly content: string } } }];
  readonly properties?: readonly { readonly value: string }[];
  readonly externalReferences?: readonly { readonly url: string; readonly hashes?: readonly { readonly content: string }[] }[];
}

interface Bill {
  readonly metadata: { readonly component: Component };
  readonly components: readonly Component[];
}

const bill = (name: string): Bill => JSON.parse(readFileSync(join(RELEASE, 'sbom', `${name}.cdx.json`), 'utf8')) as Bill;

/** The parts of others that are inside, as `name version license`. */
function inside(name: string): string[] {
  return bill(name).components
    .filter(({ properties }) => properties?.some(({ value }) => value === 'inside'))
    .map(({ group, name: plain, version, licenses: [{ license }] }) => `${group === undefined ? '' : `${group}/`}${plain} ${version} ${license.id}`);
}

/** The version of an installed package, as the lock file has it. */
function locked(name: string): string {
  const { packages } = JSON.parse(readFileSync(join(ROOT, 'package-lock.json'), 'utf8')) as { packages: Record<string, { version: string }> };
  return packages[`node_modules/${name}`]!.version;
}

test('sha256sum finds every file as SHA256SUMS has it, and there is no other', async () => {
  const { code, out } = await runProgram('sha256sum', ['--check', 'SHA256SUMS'], { cwd: RELEASE, env: { PATH: process.env.PATH } });
  const checked = out.trimEnd().split('\n').map((line) => line.replace(/: OK$/u, ''));
  expect({ code, checked }).toEqual({ code: 0, checked: FILES.filter((file) => file !== 'SHA256SUMS') });
});

describe('docs/release.md', () => {
  const [, table = ''] = /^## What a release uploads\n([^]*?)^## /mu.exec(readFileSync(join(ROOT, 'docs/release.md'), 'utf8')) ?? [];
  const named = [...table.matchAll(/^\| `([^`]+)`/gmu)].map(([, path]) => path!);
  const covers = (path: string, file: string): boolean => (path.endsWith('/') ? file.startsWith(path) : file === path);

  test('names every file that is made', () => {
    expect(FILES.filter((file) => !named.some((path) => covers(path, file)))).toEqual([]);
  });

  test('names nothing that is not made', () => {
    expect(named.length).toBeGreaterThan(0);
    expect(named.filter((path) => !FILES.some((file) => covers(path, file)))).toEqual([]);
  });
});

describe.each(BILLS)('%s', (file) => {
  const text = readFileSync(join(RELEASE, file), 'utf8');

  test('is valid CycloneDX 1.6', async () => {
    expect(await new Validation.JsonStrictValidator(Spec.Version.v1dot6).validate(text)).toBeNull();
  });

  test('names each file that it describes by the hash in SHA256SUMS', () => {
    const sums = new Map(readFileSync(join(RELEASE, 'SHA256SUMS'), 'utf8').trimEnd().split('\n').map((line) => [line.slice(66), line.slice(0, 64)]));
    const described = bill(basename(file, '.cdx.json')).metadata.component.externalReferences!;
    expect(described.length).toBeGreaterThan(0);
    expect(described.map(({ url, hashes }) => [url, hashes?.[0]?.content])).toEqual(described.map(({ url }) => [url, sums.get(url)]));
  });

  test('names version, license and purl of each part', () => {
    const parts = bill(basename(file, '.cdx.json')).components.filter(({ properties }) => properties !== undefined);
    expect(parts.length).toBeGreaterThan(0);
    expect(parts.filter(({ version, purl, licenses }) => !/^\d+\.\d+/u.test(version) || purl === undefined || licenses[0].license.text === undefined)).toEqual([]);
  });
});

test('every file for a user is described by exactly one bill', () => {
  const described = BILLS.flatMap((file) => bill(basename(file, '.cdx.json')).metadata.component.externalReferences!.map(({ url }) => url));
  expect(described.sort()).toEqual(FILES.filter((file) => file !== 'SHA256SUMS' && !file.startsWith('sbom/')));
});

describe('what is inside', () => {
  test('the library is what its command line bundles', () => {
    const packages = { '@dagrejs/dagre': 'MIT', '@dagrejs/graphlib': 'MIT', 'ajv': 'MIT', 'fast-deep-equal': 'MIT', 'fast-uri': 'BSD-3-Clause', 'json-schema-traverse': 'MIT', 'yaml': 'ISC' };
    const expected = Object.entries(packages).map(([name, license]) => `${name} ${locked(name)} ${license}`);
    expect(inside(`cdk8s-startgate-${LIBRARY_VERSION}`).sort()).toEqual(expected);
  });

  test.each([`startgate-${RUNTIME_VERSION}`, `startgate-image-${RUNTIME_VERSION}`])('%s is the engine, the C library and what the compiler brings, in their pinned versions', (name) => {
    const requirements = readFileSync(join(SIDECAR, 'native/make/requirements.txt'), 'utf8');
    const pinned = (requirement: string): string => new RegExp(`^${requirement}==(\\S+)`, 'mu').exec(requirements)![1]!;
    const parts = inside(name);
    expect(parts.sort()).toEqual(['musl 1.2.5 MIT', expect.stringMatching(/^quickjs-ng \d+\.\d+\.\d+ MIT$/u), `zig ${pinned('ziglang')} MIT`]);
    // the package adds a number of its own to that of the engine
    expect(pinned('quickjs-ng').startsWith(parts[1]!.split(' ')[1]!)).toBe(true);
  });

  test('dagre has graphlib inside already, in the version that it depends on', () => {
    const dagre = join(ROOT, 'node_modules/@dagrejs/dagre');
    const { dependencies } = JSON.parse(readFileSync(join(dagre, 'package.json'), 'utf8')) as { dependencies: Record<string, string> };
    expect(dependencies).toEqual({ '@dagrejs/graphlib': locked('@dagrejs/graphlib') });
    expect(readFileSync(join(dagre, 'dist/dagre.esm.js'), 'utf8')).not.toMatch(/^import /mu);
  });
});

test.each([
  [`npm/cdk8s-startgate-${LIBRARY_VERSION}.tgz`, 'package/lib/cli/THIRD-PARTY-LICENSES.txt', `cdk8s-startgate-${LIBRARY_VERSION}`],
  [`npm/startgate-${RUNTIME_VERSION}.tgz`, 'package/native/linux-amd64/THIRD-PARTY-LICENSES.txt', `startgate-${RUNTIME_VERSION}`],
])('%s has the license of each part that is inside', async (tarball, path, name) => {
  const { out } = await runProgram('tar', ['-xzOf', join(RELEASE, tarball), path], { cwd: RELEASE, env: { PATH: process.env.PATH } });
  const parts = bill(name).components.filter(({ properties }) => properties?.some(({ value }) => value === 'inside'));
  expect(parts.filter(({ licenses: [{ license }] }) => !out.includes(license.text!.content.trim()))).toEqual([]);
});
