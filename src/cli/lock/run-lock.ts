import { canonical } from '../../private/canonical';
import { imageLockText, type LockedImage, type LockedImages } from '../../private/image-lock';
import { EXIT } from '../exit-code';
import type { Host } from '../host';
import { workloadOf } from '../order/workload';
import { visible } from '../printable';
import type { Progress } from '../progress';
import { isUnread, placeText, readManifests } from '../read/read-manifests';
import { ImageError } from './image-error';
import type { ImageSource } from './image-source';
import { imagesOf } from './images-of';
import { readImage } from './read-image';

export interface LockOptions {
  /** Where the lock is. */
  readonly path: string;
  /** Manifests. */
  readonly files: readonly string[];
  /** Images that are named one by one. */
  readonly images: readonly string[];
  readonly check: boolean;
  readonly prune: boolean;
}

export interface LockWorld {
  readonly host: Host;
  readonly progress: Progress;
  /** A line for stderr. */
  readonly say: (line: string) => void;
}

interface Read {
  readonly images: ReadonlyMap<string, LockedImage>;
  readonly failed: boolean;
}

/**
 * Asks a source for images, and writes or checks the lock.
 *
 * @param known the images of the lock
 * @returns the exit code
 */
export async function runLock(options: LockOptions, known: LockedImages, source: ImageSource, world: LockWorld): Promise<number> {
  if (options.check) {
    const checked = options.images.length > 0 ? options.images : [...known.keys()];
    return checkLock(options, known, await readAll(checked, source, world), world);
  }
  const { images, unread } = await imagesIn(options.files, world);
  const named = [...images, ...options.images];
  const asked = options.images.length > 0 || options.prune ? named : [...known.keys(), ...named];
  const read = await readAll(asked, source, world);
  const next = new Map(options.prune ? [] : known);
  for (const image of asked) {
    const entry = read.images.get(image) ?? known.get(image);
    if (entry !== undefined) next.set(image, entry);
  }
  if (!writeLock(options, known, next, world) || unread) return EXIT.findings;
  return read.failed ? EXIT.unavailable : EXIT.ok;
}

async function imagesIn(files: readonly string[], { host, progress, say }: LockWorld): Promise<{ images: string[]; unread: boolean }> {
  const images: string[] = [];
  let unread = false;
  if (files.length === 0) return { images, unread };
  for await (const read of readManifests(files, host, progress)) {
    if (isUnread(read)) {
      unread = true;
      say(`${placeText(read)} ${read.failure}`);
      continue;
    }
    const workload = workloadOf(read);
    if (workload !== undefined) images.push(...imagesOf(workload));
  }
  return { images, unread };
}

/** One image after another: each is several questions at once. */
async function readAll(asked: readonly string[], source: ImageSource, { progress, say }: LockWorld): Promise<Read> {
  const images = new Map<string, LockedImage>();
  let failed = false;
  for (const image of [...new Set(asked)].sort()) {
    try {
      images.set(image, await progress.during((seconds) => `asking ${source.name} for ${image}, ${seconds} s`, () => readImage(image, source)));
    } catch (problem) {
      if (!(problem instanceof ImageError)) throw problem;
      failed = true;
      say(`image "${image}" ${problem.message}`);
    }
  }
  return { images, failed };
}

/** @returns whether the file could be written */
function writeLock({ path }: LockOptions, known: LockedImages, next: LockedImages, { host, say }: LockWorld): boolean {
  const out = (line: string): void => host.stdout.write(`${visible(line)}\n`);
  const images = [...new Set([...known.keys(), ...next.keys()])].sort();
  const changes = images.flatMap((image) => changeOf(image, known.get(image), next.get(image)));
  try {
    if (changes.length > 0) host.files.write(path, imageLockText(next));
  } catch (error) {
    say(`can't write "${path}": ${(error as NodeJS.ErrnoException).code ?? String(error)}`);
    return false;
  }
  changes.forEach(out);
  out(`${path}: ${countText(next.size)}, ${changes.length} changed`);
  return true;
}

function changeOf(image: string, before: LockedImage | undefined, after: LockedImage | undefined): string[] {
  if (after === undefined) return [`removed ${image}`];
  if (before === undefined) return [`locked  ${image} ${after.digest}`];
  if (canonical(before) === canonical(after)) return [];
  return [`changed ${image} ${before.digest === after.digest ? '' : `${before.digest} -> `}${after.digest}`];
}

function checkLock({ path }: LockOptions, known: LockedImages, { images, failed }: Read, { host }: LockWorld): number {
  const lines = [...images].flatMap(([image, now]) => differenceOf(image, known.get(image), now));
  for (const line of lines) host.stdout.write(`${visible(line)}\n`);
  if (lines.length > 0) {
    host.stdout.write(`cure: lock these images again with cdk8s-startgate lock, and review the difference of ${visible(path)}\n`);
    return EXIT.findings;
  }
  if (failed) return EXIT.unavailable;
  host.stdout.write(`${visible(path)}: ${countText(images.size)}, none changed\n`);
  return EXIT.ok;
}

function differenceOf(image: string, locked: LockedImage | undefined, now: LockedImage): string[] {
  if (locked === undefined) return [`missing ${image}: the lock does not have this image`];
  if (locked.digest !== now.digest) return [`moved   ${image}: the lock has ${locked.digest}, the registry has ${now.digest}`];
  return canonical(locked) === canonical(now) ? [] : [`differs ${image}: the lock does not say what ${now.digest} runs`];
}

function countText(count: number): string {
  return count === 1 ? '1 image' : `${count} images`;
}
