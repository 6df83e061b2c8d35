import { expect, test } from 'vitest';
import { imageLockText, type LockedImage, lockedOutline, parseImageLock } from '../../src/private/image-lock';
import { DIGEST } from './support';

const PLATFORM = { 'linux/amd64': { entrypoint: ['/app'], cmd: ['--serve'], user: '65532' } };
const lock = (images: unknown, version: unknown = 1): string => JSON.stringify({ version, images });
const oneImage = (image: unknown, name = 'app:1'): string => lock({ [name]: image });
const AGAIN = 'write the lock with cdk8s-startgate lock';

test('what is written is read again', () => {
  const images = new Map<string, LockedImage>([['app:1', { digest: DIGEST, platforms: PLATFORM }]]);
  expect(parseImageLock('lock.json', imageLockText(images))).toEqual(images);
});

test('the text is sorted by image and platform, and ends with a new line', () => {
  const { 'linux/amd64': runs } = PLATFORM;
  const images = new Map<string, LockedImage>([
    ['b:1', { digest: DIGEST, platforms: { 'linux/arm64': {}, 'linux/amd64': runs } }], ['a:1', { digest: DIGEST, platforms: { 'linux/amd64': {} } }],
  ]);
  expect(imageLockText(images)).toMatchInlineSnapshot(`
    "{
      "version": 1,
      "images": {
        "a:1": {
          "digest": "sha256:1111111111111111111111111111111111111111111111111111111111111111",
          "platforms": {
            "linux/amd64": {}
          }
        },
        "b:1": {
          "digest": "sha256:1111111111111111111111111111111111111111111111111111111111111111",
          "platforms": {
            "linux/amd64": {
              "entrypoint": [
                "/app"
              ],
              "cmd": [
                "--serve"
              ],
              "user": "65532"
            },
            "linux/arm64": {}
          }
        }
      }
    }
    "
  `);
});

test.each<[string, string, string]>([
  ['is no object', '[]', `the image lock "lock.json" must have the version 1; got no object; ${AGAIN}, with the version of cdk8s-startgate that reads the lock`],
  ['has another version', lock({}, 2), `the image lock "lock.json" must have the version 1; got 2; ${AGAIN}, with the version of cdk8s-startgate that reads the lock`],
  ['has no version', '{}', `the image lock "lock.json" must have the version 1; got "none"; ${AGAIN}, with the version of cdk8s-startgate that reads the lock`],
  ['has no images', '{"version":1}', `"images" of the image lock "lock.json" must be an object with an entry for each image; ${AGAIN}`],
  ['has an image that is a text', oneImage(DIGEST), `the image "app:1" of the image lock "lock.json" must be an object with digest and platforms; ${AGAIN}`],
  ['has a digest of another length', oneImage({ digest: 'sha256:1', platforms: PLATFORM }),
    `"digest" of the image "app:1" of the image lock "lock.json" must be "sha256:" and 64 hexadecimal digits; ${AGAIN}`],
  ['has another digest than the name of the image', oneImage({ digest: DIGEST, platforms: PLATFORM }, `app@sha256:${'2'.repeat(64)}`),
    `"digest" of the image "app@sha256:${'2'.repeat(64)}" of the image lock "lock.json" must be the digest in the name of the image; got ${DIGEST}; ${AGAIN}`],
  ['has an image without a platform', oneImage({ digest: DIGEST, platforms: {} }),
    `"platforms" of the image "app:1" of the image lock "lock.json" must be an object with at least one platform; ${AGAIN}`],
  ['has an entrypoint that is a text', oneImage({ digest: DIGEST, platforms: { 'linux/amd64': { entrypoint: '/app' } } }),
    `the platform "linux/amd64" of the image "app:1" of the image lock "lock.json" must be an object with entrypoint, cmd (lists of strings) and user; ${AGAIN}`],
])('fails when a lock %s', (_what, text, message) => {
  expect(() => parseImageLock('lock.json', text)).toThrow(new Error(message));
});

test('fails when a lock is no JSON', () => {
  expect(() => parseImageLock('lock.json', '{"version":1,')).toThrow(/^the image lock "lock\.json" must be JSON; got: .+; write the lock with cdk8s-startgate lock$/u);
});

const locked = (platforms: LockedImage['platforms']): ReadonlyMap<string, LockedImage> => new Map([['app:1', { digest: DIGEST, platforms }]]);

test('without args an image runs its entrypoint with its cmd', () => {
  expect(lockedOutline('app:1', false, locked(PLATFORM))).toEqual({ name: 'app:1', command: ['/app', '--serve'] });
});

test('args of a manifest replace the cmd', () => {
  expect(lockedOutline('app:1', true, locked(PLATFORM))).toEqual({ name: 'app:1', command: ['/app'] });
});

test('a cmd alone is a command', () => {
  expect(lockedOutline('app:1', false, locked({ 'linux/amd64': { cmd: ['/app'] } }))).toEqual({ name: 'app:1', command: ['/app'] });
});

test('platforms that run the same are one command', () => {
  const both = { 'linux/amd64': { entrypoint: ['/app'] }, 'linux/arm64': { entrypoint: ['/app'], user: '1' } };
  expect(lockedOutline('app:1', false, locked(both))).toEqual({ name: 'app:1', command: ['/app'] });
});

test('platforms that run different commands are told, and no command is', () => {
  expect(lockedOutline('app:1', false, locked({ 'linux/amd64': { entrypoint: ['/a'] }, 'linux/arm64': { entrypoint: ['/b'] } }))).toEqual(
    { name: 'app:1', unknown: 'says that the image "app:1" runs different commands on linux/amd64, linux/arm64' },
  );
});

test('a difference that the args of the manifest replace does not matter', () => {
  const differ = { 'linux/amd64': { entrypoint: ['/app'], cmd: ['a'] }, 'linux/arm64': { entrypoint: ['/app'], cmd: ['b'] } };
  expect(lockedOutline('app:1', true, locked(differ))).toEqual({ name: 'app:1', command: ['/app'] });
});

test('an image is looked up as the manifest writes it', () => {
  expect(lockedOutline('docker.io/library/app:1', false, locked(PLATFORM))).toEqual(
    { name: 'docker.io/library/app:1', unknown: 'does not have the image "docker.io/library/app:1"' },
  );
});
