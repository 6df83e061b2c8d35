import { isObject } from './manifest';

/** What an image runs on one platform, as the configuration of the image says. */
export interface LockedPlatform {
  readonly entrypoint?: readonly string[];
  readonly cmd?: readonly string[];
  readonly user?: string;
}

export interface LockedImage {
  readonly digest: string;
  /** By platform, such as `linux/arm64/v8`; at least one. */
  readonly platforms: Readonly<Record<string, LockedPlatform>>;
}

/** The locked images, by their names as manifests write them. */
export type LockedImages = ReadonlyMap<string, LockedImage>;

/** An image of a manifest, and what a lock says of its command. */
export interface ImageOutline {
  readonly name: string;
  /** What the image runs with the arguments of the manifest; undefined if no lock says so. */
  readonly command?: readonly string[];
  /** Why the lock does not say so, as the end of a sentence whose subject is the lock. */
  readonly unknown?: string;
}

export const IMAGE_LOCK_FILE = 'startgate.images.json';

const DIGEST = /^sha256:[0-9a-f]{64}$/u;

/** The digest in a reference such as `registry.example/app@sha256:…`. */
export function digestIn(image: string): string | undefined {
  const at = image.indexOf('@');
  return at < 0 ? undefined : image.slice(at + 1);
}

export function isDigest(value: unknown): value is string {
  return typeof value === 'string' && DIGEST.test(value);
}

/**
 * The images of a lock file.
 *
 * @param path for the messages
 * @throws if the text is no image lock
 */
export function parseImageLock(path: string, text: string): LockedImages {
  const lock = parseJson(path, text);
  if (!isObject(lock) || lock.version !== 1) {
    const got = isObject(lock) ? JSON.stringify(lock.version ?? 'none') : 'no object';
    throw new Error(`the image lock "${path}" must have the version 1; got ${got}; ${WRITE_AGAIN}, with the version of cdk8s-startgate that reads the lock`);
  }
  const { images } = lock;
  if (!isObject(images)) throw invalid(path, '"images"', 'an object with an entry for each image');
  return new Map(Object.entries(images).map(([name, image]) => [name, lockedImage(path, name, image)]));
}

/** The text of a lock file: the same images give the same text. */
export function imageLockText(images: LockedImages): string {
  const sorted = [...images].sort(([a], [b]) => (a < b ? -1 : 1)).map(([name, { digest, platforms }]) => [name, {
    digest,
    platforms: Object.fromEntries(Object.entries(platforms).sort(([a], [b]) => (a < b ? -1 : 1))),
  }]);
  return `${JSON.stringify({ version: 1, images: Object.fromEntries(sorted) as unknown }, null, 2)}\n`;
}

/**
 * What a lock says of an image of a manifest. `args` of a manifest replace the CMD of an image, not its ENTRYPOINT.
 *
 * @see https://kubernetes.io/docs/tasks/inject-data-application/define-command-argument-container/
 */
export function lockedOutline(name: string, hasArgs: boolean, images: LockedImages): ImageOutline {
  const image = images.get(name);
  if (image === undefined) return { name, unknown: `does not have the image "${name}"` };
  const commands = Object.values(image.platforms).map(({ entrypoint = [], cmd = [] }) => (hasArgs ? entrypoint : [...entrypoint, ...cmd]));
  const [command] = commands;
  if (new Set(commands.map((each) => JSON.stringify(each))).size !== 1) {
    return { name, unknown: `says that the image "${name}" runs different commands on ${Object.keys(image.platforms).join(', ')}` };
  }
  if (command![0] !== undefined) return { name, command: command! };
  const lacks = hasArgs ? 'no entrypoint for the args of the manifest' : 'neither an entrypoint nor a cmd';
  return { name, unknown: `says that the image "${name}" has ${lacks}` };
}

const WRITE_AGAIN = 'write the lock with cdk8s-startgate lock';

function parseJson(path: string, text: string): unknown {
  try {
    return JSON.parse(text);
  } catch (error) {
    throw new Error(`the image lock "${path}" must be JSON; got: ${(error as Error).message}; ${WRITE_AGAIN}`, { cause: error });
  }
}

function invalid(path: string, what: string, allowed: string): Error {
  return new Error(`${what} of the image lock "${path}" must be ${allowed}; ${WRITE_AGAIN}`);
}

function lockedImage(path: string, name: string, image: unknown): LockedImage {
  const what = `the image "${name}"`;
  if (!isObject(image)) throw invalid(path, what, 'an object with digest and platforms');
  const { digest, platforms } = image;
  if (!isDigest(digest)) throw invalid(path, `"digest" of ${what}`, '"sha256:" and 64 hexadecimal digits');
  if ((digestIn(name) ?? digest) !== digest) throw invalid(path, `"digest" of ${what}`, `the digest in the name of the image; got ${digest}`);
  if (!isObject(platforms) || Object.keys(platforms).length === 0) throw invalid(path, `"platforms" of ${what}`, 'an object with at least one platform');
  return {
    digest,
    platforms: Object.fromEntries(Object.entries(platforms).map(([platform, value]) => {
      if (!isLockedPlatform(value)) throw invalid(path, `the platform "${platform}" of ${what}`, 'an object with entrypoint, cmd (lists of strings) and user');
      return [platform, value];
    })),
  };
}

function isLockedPlatform(value: unknown): value is LockedPlatform {
  const isWords = (words: unknown): boolean => words === undefined || (Array.isArray(words) && words.every((word) => typeof word === 'string'));
  return isObject(value) && isWords(value.entrypoint) && isWords(value.cmd) && (value.user === undefined || typeof value.user === 'string');
}
