import { createHash } from 'node:crypto';
import { createReadStream, mkdirSync, mkdtempSync, renameSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { run } from '../cluster/command';

/** An image as it is described, before it is packed. */
export interface ImageOptions {
  /** Full name with a tag, for example `startgate.e2e/actor:1`. Not `latest`: the kubelet would ask a registry for it. */
  readonly name: string;
  /** The folder that becomes the root filesystem. */
  readonly root: string;
  readonly entrypoint?: readonly string[];
  readonly cmd?: readonly string[];
  readonly user?: string;
}

const ARCHITECTURES: Partial<Record<NodeJS.Architecture, string>> = { x64: 'amd64', arm64: 'arm64' };

/** The architecture of this machine, as images call it. */
export function architecture(): string {
  const found = ARCHITECTURES[process.arch];
  if (found === undefined) throw new Error(`images are made for ${Object.values(ARCHITECTURES).join(' and ')}; this machine is ${process.arch}`);
  return found;
}

/** The same input gives the same bytes: no times, no owners, names in order. */
const REPRODUCIBLE = ['--format=ustar', '--sort=name', '--mtime=@0', '--owner=0', '--group=0', '--numeric-owner'];

/**
 * Packs one layer and its description as an OCI archive.
 *
 * @see https://github.com/opencontainers/image-spec/blob/main/image-layout.md
 */
export async function packImage(options: ImageOptions, archive: string): Promise<void> {
  const work = mkdtempSync(`${archive}.`);
  const blobs = join(work, 'blobs', 'sha256');
  mkdirSync(blobs, { recursive: true });

  const unpacked = join(work, 'layer');
  await run('tar', [...REPRODUCIBLE, '-C', options.root, '-cf', unpacked, '.']);
  const layer = { mediaType: 'application/vnd.oci.image.layer.v1.tar', digest: await digestOf(unpacked), size: statSync(unpacked).size };
  renameSync(unpacked, join(blobs, layer.digest.slice('sha256:'.length)));

  const config = writeBlob(blobs, 'application/vnd.oci.image.config.v1+json', {
    architecture: architecture(),
    os: 'linux',
    config: { Env: ['PATH=/usr/local/bin:/usr/bin:/bin'], Entrypoint: options.entrypoint, Cmd: options.cmd, User: options.user },
    rootfs: { type: 'layers', diff_ids: [layer.digest] },
  });
  const manifest = writeBlob(blobs, 'application/vnd.oci.image.manifest.v1+json', { schemaVersion: 2, config, layers: [layer] });
  const named = { ...manifest, annotations: { 'io.containerd.image.name': options.name } };
  writeFileSync(join(work, 'oci-layout'), JSON.stringify({ imageLayoutVersion: '1.0.0' }));
  writeFileSync(join(work, 'index.json'), JSON.stringify({ schemaVersion: 2, manifests: [named] }));
  await run('tar', [...REPRODUCIBLE, '-C', work, '-cf', archive, 'oci-layout', 'index.json', 'blobs']);
  rmSync(work, { recursive: true });
}

interface Descriptor {
  readonly mediaType: string;
  readonly digest: string;
  readonly size: number;
}

function writeBlob(blobs: string, mediaType: string, content: unknown): Descriptor {
  const text = JSON.stringify(content);
  const hex = createHash('sha256').update(text).digest('hex');
  writeFileSync(join(blobs, hex), text);
  return { mediaType, digest: `sha256:${hex}`, size: Buffer.byteLength(text) };
}

async function digestOf(file: string): Promise<string> {
  const hash = createHash('sha256');
  for await (const chunk of createReadStream(file)) hash.update(chunk as Buffer);
  return `sha256:${hash.digest('hex')}`;
}
