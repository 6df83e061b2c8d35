import { createHash } from 'node:crypto';
import { execFileSync } from 'node:child_process';
import { chmodSync, mkdtempSync, readFileSync, readdirSync } from 'node:fs';
import { join } from 'node:path';
import { tempFolder } from './temp-folder.ts';

/** What points to a blob. */
export interface Descriptor {
  readonly mediaType: string;
  readonly digest: string;
  readonly size: number;
  readonly platform?: { readonly architecture: string; readonly os: string };
  readonly annotations?: Readonly<Record<string, string>>;
}

export interface Index {
  readonly schemaVersion: number;
  readonly mediaType: string;
  readonly manifests: readonly Descriptor[];
}

export interface Manifest {
  readonly schemaVersion: number;
  readonly mediaType: string;
  readonly config: Descriptor;
  readonly layers: readonly Descriptor[];
}

export interface ImageConfig {
  readonly architecture: string;
  readonly os: string;
  readonly config: { readonly User: string; readonly Entrypoint: readonly string[]; readonly Cmd?: readonly string[]; readonly Env?: readonly string[]; readonly WorkingDir?: string };
  readonly rootfs: { readonly type: string; readonly diff_ids: readonly string[] };
}

export interface Image {
  readonly config: ImageConfig;
  readonly manifest: Manifest;
}

/** An OCI archive, unpacked by the tar of the system and read as the image layout says. */
export class OciArchive {
  readonly folder: string;

  constructor(path: string) {
    this.folder = tempFolder();
    execFileSync('tar', ['-xf', path, '-C', this.folder]);
  }

  json(path: string): unknown {
    return JSON.parse(readFileSync(join(this.folder, path), 'utf8'));
  }

  /** What the archive holds, by name. */
  names(): Index {
    return this.json('index.json') as Index;
  }

  blobs(): readonly string[] {
    return readdirSync(join(this.folder, 'blobs/sha256'));
  }

  /** @throws Error unless size and digest of the blob are those of its descriptor */
  blob({ digest, size }: Descriptor): Buffer {
    const content = readFileSync(join(this.folder, 'blobs', digest.replace(':', '/')));
    const actual = `sha256:${createHash('sha256').update(content).digest('hex')}`;
    if (actual !== digest || content.length !== size) throw new Error(`blob ${digest} of ${size} bytes is ${actual} of ${content.length} bytes`);
    return content;
  }

  /** The architectures of its image. */
  index(): Index {
    const { manifests } = this.names();
    return JSON.parse(this.blob(manifests[0] as Descriptor).toString()) as Index;
  }

  image(architecture: string): Image {
    const descriptor = this.index().manifests.find(({ platform }) => platform?.architecture === architecture);
    if (descriptor === undefined) throw new Error(`the archive has no image for ${architecture}`);
    const manifest = JSON.parse(this.blob(descriptor).toString()) as Manifest;
    return { manifest, config: JSON.parse(this.blob(manifest.config).toString()) as ImageConfig };
  }

  /** A folder with what the layers of an image make together. */
  rootfs(architecture: string): string {
    const folder = mkdtempSync(join(this.folder, 'rootfs-'));
    // it becomes the root of a container, whose user is not ours
    chmodSync(folder, 0o755);
    for (const layer of this.image(architecture).manifest.layers) execFileSync('tar', ['-xzpf', '-', '-C', folder], { input: this.blob(layer), maxBuffer: 1 << 20 });
    return folder;
  }
}
