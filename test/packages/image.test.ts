import { mkdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { RELEASE, SIDECAR } from '../../scripts/lib/paths.mjs';
import { Place } from '../registry/registry';
import { runProgram } from '../program';
import { RUNTIME_VERSION } from './folder';

const ARCHIVE = join(RELEASE, 'images/startgate.tar');
const ARCHITECTURES = ['amd64', 'arm64'];

interface Bill {
  readonly metadata: { readonly component: { readonly purl: string } };
  readonly components: readonly { readonly name: string; readonly hashes?: readonly { readonly content: string }[] }[];
}

const BILL = JSON.parse(readFileSync(join(RELEASE, 'sbom', `startgate-image-${RUNTIME_VERSION}.cdx.json`), 'utf8')) as Bill;

/** The archive in a registry, pushed as docs/release.md says: unpacked for crane, as it is for regctl. */
async function pushed(tool: string): Promise<{ place: Place; image: string }> {
  const place = new Place();
  const address = await place.registry();
  const image = `${address}/startgate:${RUNTIME_VERSION}`;
  if (tool === 'crane') {
    mkdirSync(join(place.folder, 'layout'));
    await place.must('tar', '-xf', ARCHIVE, '-C', 'layout');
    await place.must('crane', 'push', 'layout', image);
  } else {
    await place.must('regctl', 'registry', 'set', '--tls', 'disabled', address);
    await place.must('regctl', 'image', 'import', image, ARCHIVE);
  }
  return { place, image };
}

/** The root file system of an image, as a registry gives it. */
async function root(place: Place, image: string, architecture: string): Promise<string> {
  const folder = join(place.folder, architecture);
  mkdirSync(folder);
  await place.must('crane', 'export', '--platform', `linux/${architecture}`, image, `${architecture}.tar`);
  await place.must('tar', '-xpf', `${architecture}.tar`, '-C', folder);
  return folder;
}

test.each(['crane', 'regctl'])('pushed with %s, the image has the digest that its bill of materials names', async (tool) => {
  const { place, image } = await pushed(tool);
  const digest = await place.must('crane', 'digest', image);
  expect(BILL.metadata.component.purl).toBe(`pkg:oci/startgate@${digest.replace(':', '%3A')}?tag=${RUNTIME_VERSION}`);
});

test.each(ARCHITECTURES)('pulled by digest for linux/%s, the image has the executable that was built, and its bill of materials the hash', async (architecture) => {
  const { place, image } = await pushed('crane');
  const folder = await root(place, `${image}@${await place.must('crane', 'digest', image)}`, architecture);
  const built = join(SIDECAR, `native/linux-${architecture}/startgate`);
  expect(readFileSync(join(folder, 'startgate')).equals(readFileSync(built))).toBe(true);
  const [hash] = (await place.must('sha256sum', built)).split(' ');
  expect(BILL.components.find(({ name }) => name === `linux/${architecture}/startgate`)?.hashes?.map(({ content }) => content)).toEqual([hash]);
});

describe('in the root file system of the image, and nothing else,', () => {
  async function inRoot(...args: readonly string[]): Promise<unknown> {
    const { place, image } = await pushed('crane');
    const folder = await root(place, image, 'amd64');
    const options = ['--user', '--map-root-user', '--root', folder, '--wd', '/'];
    return runProgram('unshare', [...options, '/startgate', ...args], { cwd: place.folder, env: { PATH: process.env.PATH } });
  }

  test('the waiter tells its version', async () => {
    expect(await inRoot('--version')).toEqual({ code: 0, out: `startgate ${RUNTIME_VERSION}\n`, err: '' });
  });

  test('the waiter prints its help', async () => {
    expect(await inRoot('--help')).toMatchObject({ code: 0, err: '', out: expect.stringContaining('startgate wait') as string });
  });

  test('a gate that is open lets pass, and one that stays closed does not', async () => {
    expect(await inRoot('wait', 'x=file:///startgate')).toMatchObject({ code: 0 });
    expect(await inRoot('wait', '--timeout', '100ms', 'x=file:///nothing')).toMatchObject({ code: 69 });
  });
});

test('the command line locks what the image runs, by its digest', async () => {
  const { place, image } = await pushed('crane');
  const digest = await place.must('crane', 'digest', image);
  expect(await place.lock('--image', image)).toMatchObject({ code: 0, err: '' });
  const { images } = JSON.parse(readFileSync(join(place.folder, 'startgate.images.json'), 'utf8')) as { images: Record<string, unknown> };
  const runs = { entrypoint: ['/startgate'], user: '65532:65532' };
  expect(images).toEqual({ [image]: { digest, platforms: { 'linux/amd64': runs, 'linux/arm64': runs } } });
});
