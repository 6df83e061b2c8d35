import { describe, expect, test } from 'vitest';
import { ProgramError } from '../../../src/cli/host';
import { imageLockText } from '../../../src/private/image-lock';
import { lockOf } from '../../private/support';
import { Blobs, type Descriptor } from '../lock/blobs';
import { type Ran, runIn, type World } from '../memory-host';

const blobs = new Blobs();
const APP = blobs.index(blobs.image('linux/amd64'), blobs.image('linux/arm64'));
const OTHER = blobs.image('linux/amd64', { Entrypoint: ['/other'] });
const LOCK = 'startgate.images.json';
const POD = JSON.stringify({
  kind: 'Pod', metadata: { name: 'web' },
  spec: { containers: [{ name: 'app', image: 'app:1' }, { name: 'same', image: 'app:1' }, { name: 'known', image: 'known:1', command: ['/known'] }] },
});

/** A world whose registry has these tags. */
function world(tags: Readonly<Record<string, Descriptor>>, files: Readonly<Record<string, string>> = {}): World {
  return { files, programs: { crane: blobs.crane(tags) } };
}

/** The text of the lock after some images were locked. */
async function locked(tags: Readonly<Record<string, Descriptor>>): Promise<string> {
  const { written } = await runIn(world(tags), 'lock', ...Object.keys(tags).flatMap((image) => ['--image', image]));
  return written![LOCK]!;
}

describe('lock', () => {
  test('--image writes what the image runs', async () => {
    expect(await runIn(world({ 'app:1': APP }), 'lock', '--image', 'app:1')).toEqual({
      code: 0, err: '', out: `locked  app:1 ${APP.digest}\n${LOCK}: 1 image, 1 changed\n`,
      written: {
        [LOCK]: imageLockText(new Map([['app:1', {
          digest: APP.digest,
          platforms: {
            'linux/amd64': { entrypoint: ['/app'], cmd: ['--serve'], user: '65532' },
            'linux/arm64': { entrypoint: ['/app'], cmd: ['--serve'], user: '65532' },
          },
        }]])),
      },
    });
  });

  test('--file names another lock', async () => {
    expect(Object.keys((await runIn(world({ 'app:1': APP }), 'lock', '--image', 'app:1', '--file', 'deploy/images.json')).written!)).toEqual(['deploy/images.json']);
  });

  test('locks each image of FILE once, without those that have a command', async () => {
    const { out } = await runIn(world({ 'app:1': APP }, { 'web.json': POD }), 'lock', 'web.json');
    expect(out).toBe(`locked  app:1 ${APP.digest}\n${LOCK}: 1 image, 1 changed\n`);
  });

  test('reads dist/ without FILE', async () => {
    expect((await runIn(world({ 'app:1': APP }, { 'dist/web.json': POD }), 'lock')).out).toContain('locked  app:1');
  });

  test('reads no dist/ with --image', async () => {
    expect((await runIn(world({ 'b:1': OTHER }, { 'dist/web.json': POD }), 'lock', '--image', 'b:1')).out).toBe(`locked  b:1 ${OTHER.digest}\n${LOCK}: 1 image, 1 changed\n`);
  });

  test('asks again for the images of the lock, and says what changed', async () => {
    const files = { [LOCK]: await locked({ 'app:1': APP, 'b:1': OTHER }) };
    const { code, out, written } = await runIn(world({ 'app:1': OTHER, 'b:1': OTHER }, files), 'lock');
    expect({ code, out, written }).toEqual({
      code: 0, out: `changed app:1 ${APP.digest} -> ${OTHER.digest}\n${LOCK}: 2 images, 1 changed\n`, written: { [LOCK]: await locked({ 'app:1': OTHER, 'b:1': OTHER }) },
    });
  });

  test('writes nothing where nothing changed', async () => {
    const files = { [LOCK]: await locked({ 'app:1': APP }) };
    expect(await runIn(world({ 'app:1': APP }, files), 'lock')).toEqual({ code: 0, err: '', out: `${LOCK}: 1 image, 0 changed\n` });
  });

  test('keeps other images with --image, without a question', async () => {
    const files = { [LOCK]: await locked({ 'app:1': APP }) };
    const { written } = await runIn(world({ 'b:1': OTHER }, files), 'lock', '--image', 'b:1');
    expect(written![LOCK]).toBe(await locked({ 'app:1': APP, 'b:1': OTHER }));
  });

  test('--prune removes what FILE and --image do not name', async () => {
    const files = { [LOCK]: await locked({ 'old:1': OTHER, 'b:1': OTHER }), 'web.json': POD };
    const { out, written } = await runIn(world({ 'app:1': APP, 'b:1': OTHER }, files), 'lock', 'web.json', '--image', 'b:1', '--prune');
    expect({ out, written }).toEqual({
      out: `locked  app:1 ${APP.digest}\nremoved old:1\n${LOCK}: 2 images, 2 changed\n`, written: { [LOCK]: await locked({ 'app:1': APP, 'b:1': OTHER }) },
    });
  });

  test('an image that can\'t be read keeps its place in the lock, and the others are locked', async () => {
    const files = { [LOCK]: await locked({ 'app:1': APP }) };
    expect(await runIn(world({ 'b:1': OTHER }, files), 'lock', '--image', 'app:1', '--image', 'b:1')).toEqual({
      code: 69, out: `locked  b:1 ${OTHER.digest}\n${LOCK}: 2 images, 1 changed\n`,
      err: 'cdk8s-startgate: image "app:1" can\'t be read: "crane manifest app:1" failed: Error: fetching manifest app:1: MANIFEST_UNKNOWN: manifest unknown\n',
      written: { [LOCK]: await locked({ 'app:1': APP, 'b:1': OTHER }) },
    });
  });

  test('an image of a manifest is no option of a program, and does not reach a terminal as it is', async () => {
    const pod = JSON.stringify({ kind: 'Pod', metadata: { name: 'web' }, spec: { containers: [{ name: 'app', image: '--help\u001b[2J' }] } });
    expect(await runIn(world({}, { 'web.json': pod }), 'lock', 'web.json')).toMatchObject({
      code: 69, err: 'cdk8s-startgate: image "--help\\u001b[2J" is no image reference with a tag or a sha256 digest\n',
    });
  });

  test('what can\'t be read of FILE is told, and the rest is locked', async () => {
    const { code, err, out } = await runIn(world({ 'app:1': APP }, { 'dist/a.json': POD, 'dist/b.json': '[]' }), 'lock');
    expect({ code, err, out }).toEqual({
      code: 1, out: `locked  app:1 ${APP.digest}\n${LOCK}: 1 image, 1 changed\n`,
      err: 'cdk8s-startgate: dist/b.json:1:1 is a list, not a Kubernetes object: put the list into items of a kind: List\n',
    });
  });
});

describe('lock --check', () => {
  const check = async (before: Readonly<Record<string, Descriptor>>, now: Readonly<Record<string, Descriptor>>): Promise<Ran> =>
    runIn(world(now, { [LOCK]: await locked(before) }), 'lock', '--check');

  test('ends with 0 where every image is as locked', async () => {
    expect(await check({ 'app:1': APP, 'b:1': OTHER }, { 'app:1': APP, 'b:1': OTHER })).toEqual({ code: 0, err: '', out: `${LOCK}: 2 images, none changed\n` });
  });

  test('ends with 1 where a tag has moved, and writes nothing', async () => {
    expect(await check({ 'app:1': APP, 'b:1': OTHER }, { 'app:1': OTHER, 'b:1': OTHER })).toEqual({
      code: 1, err: '',
      out: `moved   app:1: the lock has ${APP.digest}, the registry has ${OTHER.digest}\ncure: lock these images again with cdk8s-startgate lock, and review the difference of ${LOCK}\n`,
    });
  });

  test('ends with 1 where a lock was edited by hand', async () => {
    const files = { [LOCK]: (await locked({ 'b:1': OTHER })).replace('/other', '/mine') };
    expect((await runIn(world({ 'b:1': OTHER }, files), 'lock', '--check')).out.split('\n')[0]).toBe(`differs b:1: the lock does not say what ${OTHER.digest} runs`);
  });

  test('an image by digest can\'t move', async () => {
    const image = `app@${APP.digest}`;
    expect(await check({ [image]: APP }, {})).toEqual({ code: 0, err: '', out: `${LOCK}: 1 image, none changed\n` });
  });

  test('ends with 69 where an image can\'t be read', async () => {
    expect(await check({ 'app:1': APP }, {})).toEqual({
      code: 69, out: '',
      err: 'cdk8s-startgate: image "app:1" can\'t be read: "crane manifest app:1" failed: Error: fetching manifest app:1: MANIFEST_UNKNOWN: manifest unknown\n',
    });
  });

  test('a tag that has moved decides before an image that can\'t be read', async () => {
    expect((await check({ 'app:1': APP, 'b:1': OTHER }, { 'app:1': OTHER })).code).toBe(1);
  });

  test('--image asks for this image only', async () => {
    const files = { [LOCK]: await locked({ 'app:1': APP, 'b:1': OTHER }) };
    expect(await runIn(world({ 'b:1': OTHER }, files), 'lock', '--check', '--image', 'b:1')).toEqual({ code: 0, err: '', out: `${LOCK}: 1 image, none changed\n` });
  });

  test('ends with 1 where the lock does not have an --image', async () => {
    const files = { [LOCK]: await locked({ 'app:1': APP }) };
    expect(await runIn(world({ 'b:1': OTHER }, files), 'lock', '--check', '--image', 'b:1')).toEqual({
      code: 1, err: '',
      out: `missing b:1: the lock does not have this image\ncure: lock these images again with cdk8s-startgate lock, and review the difference of ${LOCK}\n`,
    });
  });

  test.each([[APP, 1, 'moved   app:1: '], [OTHER, 0, `${LOCK}: 1 image, none changed\n`]])('--image takes a layout too', async (before, code, out) => {
    const layout = Object.fromEntries([
      ['app/index.json', JSON.stringify({ manifests: [OTHER] })],
      ...[...blobs.content].map(([digest, text]) => [`app/blobs/${digest.replace(':', '/')}`, text] as const),
    ]);
    const ran = await runIn({ files: { ...layout, [LOCK]: await locked({ 'app:1': before }) } }, 'lock', '--check', '--image', 'app:1', '--with', 'app');
    expect({ code: ran.code, out: ran.out.slice(0, out.length) }).toEqual({ code, out });
  });
});

describe('the source', () => {
  test('is the one of --with', async () => {
    const programs = { crane: blobs.crane({}), skopeo: (): { out: string } => ({ out: '<html>' }) };
    expect((await runIn({ programs }, 'lock', '--image', 'app:1', '--with', 'skopeo')).err).toBe('cdk8s-startgate: image "app:1" is malformed: the manifest is no JSON object\n');
  });

  test('is a layout in a folder', async () => {
    const files = Object.fromEntries([
      ['app/index.json', JSON.stringify({ manifests: [OTHER] })], ...[...blobs.content].map(([digest, text]) => [`app/blobs/${digest.replace(':', '/')}`, text] as const),
    ]);
    expect((await runIn({ files }, 'lock', '--image', 'app:1', '--with', 'app')).out).toBe(`locked  app:1 ${OTHER.digest}\n${LOCK}: 1 image, 1 changed\n`);
  });

  test('has as much time as --timeout says', async () => {
    const crane = (_args: readonly string[], limits?: { readonly milliseconds?: number }): never => { throw new ProgramError(`no answer within ${limits!.milliseconds! / 1000} s`, 'too-slow'); };
    expect((await runIn({ programs: { crane } }, 'lock', '--image', 'app:1', '--with', 'crane', '--timeout', '5')).err).toContain('gave no answer within 5 s');
  });

  test('is told on a terminal, when it takes long', async () => {
    const { err } = await runIn({ ...world({ 'app:1': OTHER }), terminal: true, takes: 2000, env: {} }, 'lock', '--image', 'app:1');
    expect(err).toContain('asking crane for app:1, 2 s');
  });
});

describe('fails when', () => {
  const files = { [LOCK]: imageLockText(lockOf({ 'app:1': {} }).images), 'web.json': POD };

  test.each<[string, World, readonly string[], number, string]>([
    ['there is no input', {}, [], 64, 'no input: name a file or a folder, or an image with --image; "dist" does not exist'],
    ['FILE does not exist', world({}), ['no.yaml'], 64, 'no such file or folder: "no.yaml"'],
    ['there is no program', {}, ['--image', 'app:1'], 69,
      'no program to ask a registry with: install crane, skopeo, docker with buildx, or regctl; or read an OCI archive or layout with --with'],
    ['--with is neither a program nor a path', world({}), ['--image', 'app:1', '--with', 'podman'], 64,
      '--with must be crane, skopeo, docker, regctl, or the path of an OCI archive or layout; got "podman"'],
    ['an archive has no image to stand for', world({}, files), ['--with', 'app.tar'], 64, '--with an archive or layout needs --image, and takes no FILE'],
    ['an archive stands for many', world({}, files), ['web.json', '--image', 'a', '--with', 'app.tar'], 64, '--with an archive or layout needs --image, and takes no FILE'],
    ['the timeout is none', world({}), ['--image', 'app:1', '--timeout', '1m'], 64, '--timeout must be a whole number of seconds from 1 to 3600; got "1m"'],
    ['--check has more to ask for', world({}, files), ['--check', 'web.json'], 64, '--check asks for the images of the lock, or for those of --image: remove FILE and --prune'],
    ['--check has no lock', world({}), ['--check'], 64, `no such lock: "${LOCK}"; write the lock with cdk8s-startgate lock`],
    ['the lock is none', world({}, { [LOCK]: '{}' }), ['--image', 'app:1'], 1,
      `the image lock "${LOCK}" must have the version 1; got "none"; write the lock with cdk8s-startgate lock, with the version of cdk8s-startgate that reads the lock`],
  ])('%s', async (_what, place, words, code, message) => {
    expect(await runIn(place, 'lock', ...words)).toEqual({ code, out: '', err: `cdk8s-startgate: ${message}\n` });
  });
});
