import { isDigest, type LockedImage, type LockedPlatform } from '../../private/image-lock';
import { isObject, type JsonObject } from '../../private/manifest';
import { ImageError } from './image-error';
import { digestOf, type ImageSource } from './image-source';
import { parseReference } from './reference';

/** What an image may bring: no known image is near. */
const MOST_PLATFORMS = 64;
/** An index may stand in an index: `crane push --index` writes one. */
const MOST_INDEXES = 2;

const CONFIG_TYPES = ['application/vnd.oci.image.config.v1+json', 'application/vnd.docker.container.image.v1+json'];

/**
 * Reads an image for every Linux platform: the guard runs on no other. No digest is believed: each is computed from what was read.
 *
 * @param image as a manifest writes it
 * @see https://github.com/opencontainers/image-spec/blob/main/image-index.md
 * @throws ImageError
 */
export async function readImage(image: string, source: ImageSource): Promise<LockedImage> {
  const { repository, digest: named, asked } = parseReference(image);
  const text = await source.manifest(asked);
  const digest = digestOf(text);
  requireDigest('manifest', digest, named);
  const platforms: Record<string, LockedPlatform> = {};
  for (const { platform, runs } of await readPlatforms(repository, digest, parse('manifest', text), source)) {
    // as a container runtime does, the first of several entries for one platform
    if (platform !== undefined) platforms[platform] ??= runs;
  }
  if (Object.keys(platforms).length === 0) throw new ImageError('has no Linux platform: a guard runs on Linux only');
  return { digest, platforms };
}

interface ReadPlatform {
  /** Undefined: not Linux. */
  readonly platform: string | undefined;
  readonly runs: LockedPlatform;
}

/** What a manifest, or each image of an index, runs. */
async function readPlatforms(
  repository: string, digest: string, manifest: JsonObject, source: ImageSource, depth = 0,
): Promise<readonly ReadPlatform[]> {
  if (manifest.manifests === undefined) return [await readPlatform(repository, digest, manifest, source)];
  if (manifest.config !== undefined) throw new ImageError('is malformed: its manifest is an index too');
  if (depth === MOST_INDEXES) throw new ImageError(`is malformed: more than ${MOST_INDEXES} of its indexes are in one another`);
  const entries = linuxEntries(manifest.manifests);
  if (entries.length > MOST_PLATFORMS) throw new ImageError(`has ${entries.length} Linux platforms: at most ${MOST_PLATFORMS} are read`);
  const read = await Promise.all(entries.map(async (entry) => {
    const text = await source.manifest(`${repository}@${entry.digest}`);
    requireDigest('manifest of a platform', digestOf(text), entry.digest);
    const inner = await readPlatforms(repository, entry.digest, parse('manifest of a platform', text), source, depth + 1);
    return inner.map(({ platform, runs }): ReadPlatform => ({ platform: entry.platform ?? platform, runs }));
  }));
  return read.flat();
}

interface Entry {
  readonly digest: string;
  /** Undefined: the configuration has it. */
  readonly platform?: string;
}

/** The images in an index, without those of other systems, and without what is no image, such as attestations. */
function linuxEntries(manifests: unknown): Entry[] {
  if (!Array.isArray(manifests)) throw new ImageError('is malformed: "manifests" of its index is no list');
  return manifests.flatMap((entry: unknown): Entry[] => {
    if (!isObject(entry) || !isDigest(entry.digest)) throw new ImageError('is malformed: an entry of its index has no sha256 digest');
    const { digest, platform } = entry;
    if (!isObject(platform)) return [{ digest }];
    if (platform.os !== 'linux' || platform.architecture === 'unknown') return [];
    return [{ digest, platform: platformText(platform) }];
  });
}

function platformText({ os, architecture, variant }: JsonObject): string {
  if (typeof architecture !== 'string' || architecture === '') throw new ImageError('is malformed: a platform has no architecture');
  return [os, architecture, ...(typeof variant === 'string' && variant !== '' ? [variant] : [])].join('/');
}

async function readPlatform(
  repository: string, manifest: string, { config }: JsonObject, source: ImageSource,
): Promise<ReadPlatform> {
  if (!isObject(config) || !isDigest(config.digest)) throw new ImageError('is no container image: a manifest names no configuration');
  if (!CONFIG_TYPES.includes(String(config.mediaType))) {
    throw new ImageError(`is no container image: its configuration has the type "${String(config.mediaType)}"`);
  }
  const text = await source.config(repository, manifest, config.digest);
  if (source.exact) requireDigest('configuration', digestOf(text), config.digest);
  const read = parse('configuration', text);
  return { platform: read.os === 'linux' ? platformText(read) : undefined, runs: runsOf(read.config ?? {}) };
}

/** @see https://github.com/opencontainers/image-spec/blob/main/config.md */
function runsOf(config: unknown): LockedPlatform {
  if (!isObject(config)) throw new ImageError('is malformed: "config" of its configuration is no object');
  const { User: user = '' } = config;
  if (typeof user !== 'string') throw new ImageError('is malformed: "User" of its configuration is no string');
  const [entrypoint, cmd] = [wordsOf('Entrypoint', config), wordsOf('Cmd', config)];
  return {
    ...(entrypoint.length === 0 ? {} : { entrypoint }),
    ...(cmd.length === 0 ? {} : { cmd }),
    ...(user === '' ? {} : { user }),
  };
}

function wordsOf(name: string, config: JsonObject): readonly string[] {
  const words = config[name] ?? [];
  if (Array.isArray(words) && words.every((word) => typeof word === 'string')) return words;
  throw new ImageError(`is malformed: "${name}" of its configuration is no list of strings`);
}

function requireDigest(what: string, digest: string, promised: string | undefined): void {
  if (promised === undefined || digest === promised) return;
  throw new ImageError(`can't be trusted: the ${what} must have the digest ${promised}; got one with ${digest}`);
}

function parse(what: string, text: string): JsonObject {
  try {
    const value: unknown = JSON.parse(text);
    if (isObject(value)) return value;
  } catch {
    // as for any other text
  }
  throw new ImageError(`is malformed: the ${what} is no JSON object`);
}
