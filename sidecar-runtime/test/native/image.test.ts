import { createHash } from 'node:crypto';
import { execFileSync } from 'node:child_process';
import { readFileSync, readdirSync, symlinkSync, writeFileSync, mkdirSync } from 'node:fs';
import { join } from 'node:path';
import { gunzipSync } from 'node:zlib';
import { describe, expect, test } from 'vitest';
import { makeImages } from '../support/make-images.ts';
import { OciArchive } from '../support/oci.ts';
import { tempFolder } from '../support/temp-folder.ts';

const ARCHITECTURES = ['amd64', 'arm64'];
const { version } = JSON.parse(readFileSync(new URL('../../package.json', import.meta.url), 'utf8')) as { version: string };

/** A root file system that has something of everything; nothing in it runs. */
function smallRoot(): string {
  const root = tempFolder();
  mkdirSync(join(root, 'bin'));
  writeFileSync(join(root, 'bin/node'), 'node', { mode: 0o755 });
  symlinkSync('bin/node', join(root, 'nodejs'));
  return root;
}

function waiterArchive(): OciArchive {
  const out = tempFolder();
  expect(makeImages('--out', out)).toMatchObject({ status: 0, stderr: '' });
  return new OciArchive(join(out, 'startgate.tar'));
}

describe('the archive', () => {
  test('is an OCI image layout with one image, by its name, for both architectures', () => {
    const archive = waiterArchive();
    const index = archive.names();
    expect(archive.json('oci-layout')).toEqual({ imageLayoutVersion: '1.0.0' });
    expect(index).toMatchObject({ schemaVersion: 2, mediaType: 'application/vnd.oci.image.index.v1+json' });
    expect(index.manifests.map(({ mediaType, annotations }) => [mediaType, annotations])).toEqual([
      ['application/vnd.oci.image.index.v1+json', { 'org.opencontainers.image.ref.name': `startgate:${version}` }],
    ]);
    expect(archive.index().manifests.map(({ mediaType, platform }) => [mediaType, platform])).toEqual(
      ARCHITECTURES.map((architecture) => ['application/vnd.oci.image.manifest.v1+json', { architecture, os: 'linux' }]),
    );
  });

  test.each(ARCHITECTURES)('has a manifest, a configuration and one layer for %s, of the media types of the specification', (arch) => {
    const { manifest, config } = waiterArchive().image(arch);
    expect(manifest).toMatchObject({ schemaVersion: 2, mediaType: 'application/vnd.oci.image.manifest.v1+json' });
    expect([manifest.config, ...manifest.layers].map(({ mediaType }) => mediaType)).toEqual([
      'application/vnd.oci.image.config.v1+json', 'application/vnd.oci.image.layer.v1.tar+gzip',
    ]);
    expect(config).toMatchObject({ architecture: arch, os: 'linux', rootfs: { type: 'layers' } });
  });

  test('names every blob by its hash, and holds no other', () => {
    const archive = waiterArchive();
    const descriptors = [
      ...archive.names().manifests,
      ...archive.index().manifests,
      ...ARCHITECTURES.flatMap((arch) => { const { manifest } = archive.image(arch); return [manifest.config, ...manifest.layers]; }),
    ];
    for (const descriptor of descriptors) archive.blob(descriptor);
    expect(archive.blobs()).toEqual(descriptors.map(({ digest }) => digest.slice('sha256:'.length)).sort());
  });

  test.each(ARCHITECTURES)('names the layer for %s by the hash of what is in it uncompressed, too', (arch) => {
    const archive = waiterArchive();
    const { manifest, config } = archive.image(arch);
    const hashes = manifest.layers.map((layer) => `sha256:${createHash('sha256').update(gunzipSync(archive.blob(layer))).digest('hex')}`);
    expect(config.rootfs.diff_ids).toEqual(hashes);
  });

  test.each(ARCHITECTURES)('holds for %s only the waiter and its second name, all of it root\'s', (arch) => {
    const archive = waiterArchive();
    const root = archive.rootfs(arch);
    const built = readFileSync(new URL(`../../native/linux-${arch}/startgate`, import.meta.url));
    const [layer] = archive.image(arch).manifest.layers;
    const list = execFileSync('tar', ['-tzvf', '-', '--numeric-owner', '--utc'], { input: archive.blob(layer!), encoding: 'utf8' });
    expect(list.trimEnd().split('\n').map((line) => line.replaceAll(/ +/g, ' '))).toEqual([
      `-r-xr-xr-x 0/0 ${built.length} 1970-01-01 00:00 startgate`,
      'lrwxrwxrwx 0/0 0 1970-01-01 00:00 entrypoint -> startgate',
    ]);
    expect(['startgate', 'entrypoint'].map((name) => readFileSync(join(root, name)).equals(built))).toEqual([true, true]);
  });
});

test('two runs make the same bytes, with the sidecar too', () => {
  const root = smallRoot();
  const [first, second] = [0, 1].map(() => {
    const out = tempFolder();
    expect(makeImages('--out', out, '--node-root', `amd64=${root}`)).toMatchObject({ status: 0, stderr: '' });
    return readdirSync(out).map((name) => [name, createHash('sha256').update(readFileSync(join(out, name))).digest('hex')]);
  });
  expect(first?.map(([name]) => name)).toEqual(['startgate-node.tar', 'startgate.tar']);
  expect(second).toEqual(first);
});

test('the image with the sidecar has the files of the root that it was given, and on them what is needed to run', () => {
  const out = tempFolder();
  makeImages('--out', out, '--node-root', `arm64=${smallRoot()}`);
  const root = new OciArchive(join(out, 'startgate-node.tar')).rootfs('arm64');
  expect(readdirSync(root).sort()).toEqual(['app', 'bin', 'entrypoint', 'nodejs', 'startgate']);
  expect(readdirSync(join(root, 'app')).sort()).toEqual(['dist', 'node_modules', 'package.json']);
  expect(readdirSync(join(root, 'app/node_modules')).sort()).toEqual(
    ['@hono', '@opentelemetry', '@standard-schema', 'bintrees', 'hono', 'prom-client', 'tdigest', 'yaml'],
  );
});

test.each([
  ['mips=/', '--node-root must be amd64=DIR or arm64=DIR, got "mips=/"'],
  ['amd64=/nonexistent', '--node-root must name a folder, got "amd64=/nonexistent"'],
])('fails when the root file system is given as %s', (value, message) => {
  const out = tempFolder();
  const { status, stderr } = makeImages('--out', out, '--node-root', value);
  expect([status, stderr.split('\n')[0], readdirSync(out)]).toEqual([1, message, []]);
});
