import { describe, expect, test } from 'vitest';
import type { Files } from '../../../src/cli/host';
import { ImageError } from '../../../src/cli/lock/image-error';
import { OciSource } from '../../../src/cli/lock/oci-source';
import { Blobs, type Descriptor } from './blobs';
import { tarArchive } from './tar-archive';

/** A descriptor in index.json, under the names that tools give. */
const named = (descriptor: Descriptor, name: string, key = 'org.opencontainers.image.ref.name'): object => ({ ...descriptor, annotations: { [key]: name } });

function layout(blobs: Blobs, manifests: unknown): Record<string, string> {
  return Object.fromEntries([
    ['oci-layout', '{"imageLayoutVersion":"1.0.0"}'],
    ['index.json', JSON.stringify({ schemaVersion: 2, manifests })],
    ...[...blobs.content].map(([digest, text]) => [`blobs/${digest.replace(':', '/')}`, text] as const),
  ]);
}

/** The files of a layout, in a folder or in an archive. */
function diskWith(content: Readonly<Record<string, string>>, form: 'folder' | 'archive'): Files {
  const archive = tarArchive(Object.entries(content).map(([name, text]) => ({ name, content: text })));
  const inFolder = (path: string): Uint8Array => {
    const text = content[path.replace('app/', '')];
    if (text === undefined) throw Object.assign(new Error(`ENOENT: no such file or directory, stat '${path}'`), { code: 'ENOENT' });
    return Buffer.from(text);
  };
  const unused = (): never => { throw new Error('not for reading'); };
  return {
    kind: () => (form === 'folder' ? 'folder' : 'file'),
    read: inFolder,
    size: (path) => inFolder(path).length,
    readAt: (_path, offset, length) => archive.subarray(offset, offset + length),
    list: unused, realPath: unused, write: unused,
  };
}

describe.each(['folder', 'archive'] as const)('in a layout in a %s', (form) => {
  const path = form === 'folder' ? 'app/' : 'app.tar';
  const source = (blobs: Blobs, manifests: unknown): OciSource => new OciSource(path, diskWith(layout(blobs, manifests), form));

  test('the only image is the one that is asked for, whatever its name', async () => {
    const blobs = new Blobs();
    const app = blobs.image('linux/amd64');
    expect(await source(blobs, [named(app, 'dev')]).manifest('registry.example/app:1')).toBe(blobs.content.get(app.digest));
  });

  test('a digest is read as it is', async () => {
    const blobs = new Blobs();
    const app = blobs.image('linux/amd64');
    expect(await source(blobs, []).manifest(`app@${app.digest}`)).toBe(blobs.content.get(app.digest));
  });

  test('a configuration is read by its digest', async () => {
    const blobs = new Blobs();
    const { digest } = blobs.put('{}', 'x');
    expect(await source(blobs, []).config('app', 'sha256:0', digest)).toBe('{}');
  });

  test.each([
    ['registry.example/app:1', 'registry.example/app:1', 'io.containerd.image.name'],
    ['app:1', 'docker.io/library/app:1', 'io.containerd.image.name'],
    ['shop/app:1', 'docker.io/shop/app:1', 'io.containerd.image.name'],
    ['registry.example/app:1', '1', undefined],
    ['registry.example/shop/app:1', 'app:1', undefined],
    ['registry.example/app:1', 'registry.example/app:1', undefined],
  ])('of several images, %s is the one with the name %s', async (image, name, key) => {
    const blobs = new Blobs();
    const [app, other] = [blobs.image('linux/amd64'), blobs.image('linux/amd64', {})];
    expect(await source(blobs, [named(other, 'other:2'), named(app, name, key)]).manifest(image)).toBe(blobs.content.get(app.digest));
  });

  test('fails when several images have the name', async () => {
    const blobs = new Blobs();
    const [app, other] = [blobs.image('linux/amd64'), blobs.image('linux/amd64', {})];
    await expect(source(blobs, [named(other, 'a/app:1'), named(app, 'b/app:1')]).manifest('app:1')).rejects.toThrow(
      new ImageError(`is not in "${path}", which has "a/app:1", "b/app:1"`),
    );
  });

  test.each([[[]], [undefined], ['x'], [[1, null]]])('fails when the images are %j', async (manifests) => {
    await expect(source(new Blobs(), manifests).manifest('app:1')).rejects.toThrow(new ImageError(`is not in "${path}", which has no image with a name`));
  });

  test('fails when a file is too large', async () => {
    const blobs = new Blobs();
    const app = blobs.put('x'.repeat(8 * 1024 * 1024 + 1), 'x');
    await expect(source(blobs, [app]).manifest('app:1')).rejects.toThrow(
      new ImageError(`can't be trusted: "blobs/${app.digest.replace(':', '/')}" has more than 8 MiB`),
    );
  });
});

test('fails when an archive is none of OCI', async () => {
  await expect(new OciSource('app.tar', diskWith({ 'manifest.json': '[]' }, 'archive')).manifest('app:1')).rejects.toThrow(
    new ImageError('can\'t be read: "app.tar" has no "index.json"; is it an OCI archive?'),
  );
});

test('fails when a folder is none of OCI', async () => {
  await expect(new OciSource('app', diskWith({}, 'folder')).manifest('app:1')).rejects.toThrow(
    new ImageError('can\'t be read: ENOENT: no such file or directory, stat \'app/index.json\''),
  );
});

test('fails when the index is no JSON', async () => {
  await expect(new OciSource('app', diskWith({ 'index.json': '{' }, 'folder')).manifest('app:1')).rejects.toThrow(/^can't be read: .*JSON/u);
});
