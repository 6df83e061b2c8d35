import { digestIn, isDigest } from '../../private/image-lock';
import { isObject, type JsonObject } from '../../private/manifest';
import type { Files } from '../host';
import { ImageError } from './image-error';
import { type ImageSource, MOST_BYTES } from './image-source';
import { type TarFile, tarFiles } from './tar';

const NAMES = ['io.containerd.image.name', 'org.opencontainers.image.ref.name'];

/**
 * An OCI layout in a folder or in a tar archive, as `docker save`, `skopeo copy` and `crane pull --format=oci` write it.
 *
 * @see https://github.com/opencontainers/image-spec/blob/main/image-layout.md
 */
export class OciSource implements ImageSource {
  readonly exact = true;
  private readonly file: (name: string) => string;

  constructor(readonly name: string, files: Files) {
    this.file = files.kind(name) === 'folder' ? inFolder(name, files) : inArchive(name, files);
  }

  manifest(asked: string): Promise<string> {
    return attempt(() => this.blob(digestIn(asked) ?? this.digestOf(asked)));
  }

  config(_repository: string, _manifest: string, config: string): Promise<string> {
    return attempt(() => this.blob(config));
  }

  private blob(digest: string): string {
    return this.file(`blobs/sha256/${digest.slice('sha256:'.length)}`);
  }

  /** The only image, or the one of that name. */
  private digestOf(image: string): string {
    const { manifests } = JSON.parse(this.file('index.json')) as { manifests?: unknown };
    const entries = Array.isArray(manifests) ? manifests.filter((entry: unknown) => isObject(entry)) : [];
    const named = entries.filter((entry) => namesOf(entry).some((name) => isNameOf(name, image)));
    const [entry, ...more] = entries.length === 1 ? entries : named;
    if (entry === undefined || more.length > 0 || !isDigest(entry.digest)) {
      const names = entries.flatMap(namesOf).map((name) => `"${name}"`).join(', ');
      throw new ImageError(`is not in "${this.name}", which has ${names === '' ? 'no image with a name' : names}`);
    }
    return entry.digest;
  }
}

function namesOf({ annotations }: JsonObject): string[] {
  return isObject(annotations) ? NAMES.map((key) => annotations[key]).filter((name) => typeof name === 'string') : [];
}

/** A name may be the tag alone, lack the registry, or have the registry that is the default of Docker. */
function isNameOf(name: string, image: string): boolean {
  const names = [image, `docker.io/${image}`, `docker.io/library/${image}`, image.slice(image.lastIndexOf(':') + 1)];
  return names.includes(name) || image.endsWith(`/${name}`);
}

function inFolder(folder: string, files: Files): (name: string) => string {
  return (name) => {
    const path = `${folder.replace(/(?<=.)\/+$/u, '')}/${name}`;
    return textOf(name, files.size(path), () => files.read(path, MOST_BYTES));
  };
}

function inArchive(archive: string, files: Files): (name: string) => string {
  let entries: ReadonlyMap<string, TarFile> | undefined;
  return (name) => {
    entries ??= tarFiles((offset, length) => files.readAt(archive, offset, length));
    const entry = entries.get(name);
    if (entry === undefined) throw new ImageError(`can't be read: "${archive}" has no "${name}"; is it an OCI archive?`);
    return textOf(name, entry.size, () => files.readAt(archive, entry.offset, entry.size));
  };
}

function textOf(name: string, size: number, read: () => Uint8Array): string {
  if (size > MOST_BYTES) throw new ImageError(`can't be trusted: "${name}" has more than ${MOST_BYTES / 1024 / 1024} MiB`);
  return Buffer.from(read()).toString();
}

/** What a file system or a malformed file says, as one of our errors. */
function attempt(work: () => string): Promise<string> {
  return new Promise((resolve) => {
    try {
      resolve(work());
    } catch (error) {
      throw error instanceof ImageError ? error : new ImageError(`can't be read: ${(error as Error).message}`, { cause: error });
    }
  });
}
