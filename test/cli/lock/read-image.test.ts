import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { ImageError } from '../../../src/cli/lock/image-error';
import type { ImageSource } from '../../../src/cli/lock/image-source';
import { readImage } from '../../../src/cli/lock/read-image';
import { DIGEST } from '../../private/support';
import { APP, Blobs, CONFIG_TYPE, type Descriptor } from './blobs';

const RUNS = { entrypoint: ['/app'], cmd: ['--serve'], user: '65532' };
const MANIFEST = 'application/vnd.oci.image.manifest.v1+json';

/** Reads `app:1`, which is what the function puts. */
function read(make: (blobs: Blobs) => Descriptor): Promise<unknown> {
  const blobs = new Blobs();
  const app = make(blobs);
  return readImage('app:1', blobs.source({ 'app:1': app }));
}

test('an image of one platform has the platform of its configuration', async () => {
  const blobs = new Blobs();
  const app = blobs.image('linux/arm64/v8');
  expect(await readImage('app:1', blobs.source({ 'app:1': app }))).toEqual({ digest: app.digest, platforms: { 'linux/arm64/v8': RUNS } });
});

test('an index has a platform for each of its images, and a digest of its own', async () => {
  const blobs = new Blobs();
  const app = blobs.index(blobs.image('linux/amd64'), blobs.image('linux/arm64', { Cmd: ['/other'] }));
  expect(await readImage('app:1', blobs.source({ 'app:1': app }))).toEqual(
    { digest: app.digest, platforms: { 'linux/amd64': RUNS, 'linux/arm64': { cmd: ['/other'] } } },
  );
});

test('an index in an index is read', async () => {
  expect(await read((blobs) => blobs.index({ ...blobs.index(blobs.image('linux/amd64'), blobs.image('linux/arm64', {})) }))).toMatchObject(
    { platforms: { 'linux/amd64': RUNS, 'linux/arm64': {} } },
  );
});

test('an image in the format of Docker is read', async () => {
  expect(await read((blobs) => {
    const config = blobs.put({ os: 'linux', architecture: 'amd64', config: APP }, 'application/vnd.docker.container.image.v1+json');
    return blobs.put({ config }, 'application/vnd.docker.distribution.manifest.v2+json');
  })).toMatchObject({ platforms: { 'linux/amd64': RUNS } });
});

test('an image by digest is read by its digest', async () => {
  const blobs = new Blobs();
  const app = blobs.image('linux/amd64');
  expect(await readImage(`app:1@${app.digest}`, blobs.source({}))).toEqual({ digest: app.digest, platforms: { 'linux/amd64': RUNS } });
});

test.each([
  ['another system', (blobs: Blobs) => blobs.image('windows/amd64')],
  ['an attestation', (blobs: Blobs) => ({ ...blobs.put({ config: {} }, MANIFEST), platform: { os: 'unknown', architecture: 'unknown' } })],
])('%s in an index is left out', async (_what, make) => {
  expect(await read((blobs) => blobs.index(blobs.image('linux/amd64'), make(blobs)))).toMatchObject({ platforms: { 'linux/amd64': RUNS } });
});

test('the first of two entries for one platform counts', async () => {
  expect(await read((blobs) => blobs.index(blobs.image('linux/amd64'), blobs.image('linux/amd64', {})))).toMatchObject({ platforms: { 'linux/amd64': RUNS } });
});

test('an entry without a platform has the one of its configuration', async () => {
  expect(await read((blobs) => {
    const { platform: _none, ...entry } = blobs.image('linux/s390x');
    return blobs.index(entry);
  })).toMatchObject({ platforms: { 'linux/s390x': RUNS } });
});

test.each([[undefined], [null], [{}], [{ Entrypoint: null, Cmd: [], User: '' }]])('a configuration with %j runs nothing', async (config) => {
  expect(await read((blobs) => blobs.image('linux/amd64', config ?? null))).toMatchObject({ platforms: { 'linux/amd64': {} } });
});

describe('fails when', () => {
  const fails = (what: string, make: (blobs: Blobs) => Descriptor, message: string): void => test(what, async () => {
    await expect(read(make)).rejects.toThrow(new ImageError(message));
  });
  const malformed = (config: unknown) => (blobs: Blobs) => blobs.image('linux/amd64', config);
  const index = (...manifests: readonly unknown[]) => (blobs: Blobs) => blobs.index(...manifests);
  const amd64 = (blobs: Blobs): Descriptor => blobs.image('linux/amd64');

  fails('there is no Linux platform', (blobs) => blobs.image('windows/amd64'), 'has no Linux platform: a guard runs on Linux only');
  fails('an index is empty', index(), 'has no Linux platform: a guard runs on Linux only');
  fails('there are too many platforms', (blobs) => blobs.index(...Array.from({ length: 65 }, () => amd64(blobs))), 'has 65 Linux platforms: at most 64 are read');
  fails('a manifest is no JSON', (blobs) => blobs.put('<html>', MANIFEST), 'is malformed: the manifest is no JSON object');
  fails('a manifest is a list', (blobs) => blobs.put('[]', MANIFEST), 'is malformed: the manifest is no JSON object');
  fails('a manifest is an index too', (blobs) => blobs.put({ manifests: [], config: {} }, MANIFEST), 'is malformed: its manifest is an index too');
  fails('indexes are too deep', (blobs) => blobs.index(blobs.index(blobs.index())), 'is malformed: more than 2 of its indexes are in one another');
  fails('an index has no list', (blobs) => blobs.put({ manifests: {} }, MANIFEST), 'is malformed: "manifests" of its index is no list');
  fails('an entry has no digest', index({ platform: {} }), 'is malformed: an entry of its index has no sha256 digest');
  fails('a digest leads out of a folder', index({ digest: 'sha256:../../etc/passwd' }), 'is malformed: an entry of its index has no sha256 digest');
  fails('a platform has no architecture', index({ digest: DIGEST, platform: { os: 'linux' } }), 'is malformed: a platform has no architecture');
  fails('a manifest has no configuration', (blobs) => blobs.put({ layers: [] }, MANIFEST), 'is no container image: a manifest names no configuration');
  fails(
    'it is a Helm chart', (blobs) => blobs.put({ config: blobs.put({}, 'application/vnd.cncf.helm.config.v1+json') }, MANIFEST),
    'is no container image: its configuration has the type "application/vnd.cncf.helm.config.v1+json"',
  );
  fails('a configuration is no JSON', (blobs) => blobs.put({ config: blobs.put('x', CONFIG_TYPE) }, MANIFEST), 'is malformed: the configuration is no JSON object');
  fails('"config" is a list', malformed([]), 'is malformed: "config" of its configuration is no object');
  fails('an entrypoint is a text', malformed({ Entrypoint: '/app' }), 'is malformed: "Entrypoint" of its configuration is no list of strings');
  fails('a cmd has a number', malformed({ Cmd: [1] }), 'is malformed: "Cmd" of its configuration is no list of strings');
  fails('a user is a number', malformed({ User: 1 }), 'is malformed: "User" of its configuration is no string');
});

describe('a source that lies is not believed:', () => {
  const lie = { Entrypoint: ['/evil'] };

  test('about the image that a digest names', async () => {
    const blobs = new Blobs();
    const [app, other] = [blobs.image('linux/amd64', APP), blobs.image('linux/amd64', lie)];
    const source = { ...blobs.source({}), manifest: () => Promise.resolve(blobs.content.get(other.digest)!) };
    await expect(readImage(`app@${app.digest}`, source)).rejects.toThrow(
      new ImageError(`can't be trusted: the manifest must have the digest ${app.digest}; got one with ${other.digest}`),
    );
  });

  test('about the image of a platform', async () => {
    const blobs = new Blobs();
    const [one, other] = [blobs.image('linux/amd64', APP), blobs.image('linux/amd64', lie)];
    const app = blobs.index(one);
    blobs.content.set(one.digest, blobs.content.get(other.digest)!);
    await expect(readImage('app:1', blobs.source({ 'app:1': app }))).rejects.toThrow(
      new ImageError(`can't be trusted: the manifest of a platform must have the digest ${one.digest}; got one with ${other.digest}`),
    );
  });

  const withOtherConfig = (): { blobs: Blobs; app: Descriptor; promised: string; got: string } => {
    const blobs = new Blobs();
    const app = blobs.image('linux/amd64', APP);
    const promised = (JSON.parse(blobs.content.get(app.digest)!) as { config: Descriptor }).config.digest;
    const { digest: got } = blobs.put({ os: 'linux', architecture: 'amd64', config: lie }, CONFIG_TYPE);
    blobs.content.set(promised, blobs.content.get(got)!);
    return { blobs, app, promised, got };
  };

  test('about a configuration', async () => {
    const { blobs, app, promised, got } = withOtherConfig();
    await expect(readImage('app:1', blobs.source({ 'app:1': app }))).rejects.toThrow(
      new ImageError(`can't be trusted: the configuration must have the digest ${promised}; got one with ${got}`),
    );
  });

  test('a configuration that a source does not give byte for byte is left to the source', async () => {
    const { blobs, app } = withOtherConfig();
    expect(await readImage('app:1', { ...blobs.source({ 'app:1': app }), exact: false })).toMatchObject({ platforms: { 'linux/amd64': { entrypoint: ['/evil'] } } });
  });
});

/** JSON that has the fields of manifests and configurations, with any values. */
const anyAnswer = fc.letrec((tie) => ({
  value: fc.oneof({ depthSize: 'small' }, fc.constantFrom(null, '', 'linux', '/app', DIGEST, CONFIG_TYPE, 1), fc.array(tie('value'), { maxLength: 3 }), tie('object')),
  object: fc.dictionary(
    fc.constantFrom('manifests', 'config', 'digest', 'mediaType', 'platform', 'os', 'architecture', 'variant', 'Entrypoint', 'Cmd', 'User'), tie('value'), { maxKeys: 5 },
  ),
})).object.map((value) => JSON.stringify(value));

test('whatever a registry answers, an image is read or refused in one line', async () => {
  await fc.assert(fc.asyncProperty(anyAnswer, anyAnswer, async (manifest, config) => {
    const source: ImageSource = { name: 'any', exact: false, manifest: () => Promise.resolve(manifest), config: () => Promise.resolve(config) };
    try {
      const { platforms } = await readImage('app:1', source);
      expect(Object.keys(platforms).length).toBeGreaterThan(0);
    } catch (error) {
      expect(error).toBeInstanceOf(ImageError);
      expect((error as Error).message).not.toContain('\n');
    }
  }), { seed: 20_261_129, numRuns: 3000 });
});
