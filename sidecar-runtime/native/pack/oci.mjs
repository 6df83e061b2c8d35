import { createHash } from 'node:crypto';
import { gzipSync } from 'node:zlib';
import { archive, directory, file } from './layer.mjs';

/** @typedef {import('./layer.mjs').Entry} Entry */
/** @typedef {import('./images.mjs').Settings} Settings */

/**
 * @typedef {object} Descriptor
 * @property {string} mediaType
 * @property {string} digest
 * @property {number} size
 */

/** @see https://github.com/opencontainers/image-spec/blob/v1.1.1/media-types.md */
export const MEDIA_TYPE = {
  index: 'application/vnd.oci.image.index.v1+json',
  manifest: 'application/vnd.oci.image.manifest.v1+json',
  config: 'application/vnd.oci.image.config.v1+json',
  layer: 'application/vnd.oci.image.layer.v1.tar+gzip',
};

/** The blobs of an archive, each under the hash of its content. */
class Blobs {
  /** @type {Map<string, Buffer>} */
  #contents = new Map();

  /**
   * @param {string} mediaType
   * @param {Buffer} content
   * @returns {Descriptor}
   */
  add(mediaType, content) {
    const hash = sha256(content);
    this.#contents.set(hash, content);
    return { mediaType, digest: `sha256:${hash}`, size: content.length };
  }

  /** @returns {Entry[]} */
  files() {
    return [...this.#contents].sort(([a], [b]) => (a < b ? -1 : 1)).map(([hash, content]) => file(`blobs/sha256/${hash}`, content));
  }
}

/**
 * An image for one or more architectures as an OCI archive: an image layout in a tar file. Nothing in it tells when or
 * where it was made.
 *
 * @see https://github.com/opencontainers/image-spec/blob/v1.1.1/image-layout.md
 * @param {object} image
 * @param {string} image.reference what it is called, as `startgate:1.0.0`
 * @param {Settings} image.settings
 * @param {Record<string, string>} image.annotations
 * @param {Record<string, Entry[][]>} image.layers the layers of each architecture, the lowest first
 * @returns {Promise<Buffer>}
 */
export async function ociArchive({ reference, settings, annotations, layers }) {
  const blobs = new Blobs();
  const manifests = [];
  for (const [architecture, contents] of Object.entries(layers)) {
    const manifest = await addManifest(blobs, { architecture, settings, annotations, contents });
    manifests.push({ ...manifest, platform: { architecture, os: 'linux' } });
  }
  const image = blobs.add(MEDIA_TYPE.index, json({ schemaVersion: 2, mediaType: MEDIA_TYPE.index, manifests, annotations }));
  const named = { ...image, annotations: { 'org.opencontainers.image.ref.name': reference } };
  return archive([
    file('oci-layout', json({ imageLayoutVersion: '1.0.0' })),
    file('index.json', json({ schemaVersion: 2, mediaType: MEDIA_TYPE.index, manifests: [named] })),
    directory('blobs'),
    directory('blobs/sha256'),
    ...blobs.files(),
  ]);
}

/**
 * @param {Blobs} blobs
 * @param {{ architecture: string, settings: Settings, annotations: Record<string, string>, contents: Entry[][] }} image
 * @returns {Promise<Descriptor>}
 */
async function addManifest(blobs, { architecture, settings, annotations, contents }) {
  const layers = [];
  const uncompressed = [];
  for (const entries of contents) {
    const tar = await archive(entries);
    uncompressed.push(`sha256:${sha256(tar)}`);
    layers.push(blobs.add(MEDIA_TYPE.layer, gzipSync(tar)));
  }
  const config = blobs.add(
    MEDIA_TYPE.config,
    json({ created: '1970-01-01T00:00:00Z', architecture, os: 'linux', config: { ...settings, Labels: annotations }, rootfs: { type: 'layers', diff_ids: uncompressed } }),
  );
  return blobs.add(MEDIA_TYPE.manifest, json({ schemaVersion: 2, mediaType: MEDIA_TYPE.manifest, config, layers, annotations }));
}

/** @param {Buffer} content */
function sha256(content) {
  return createHash('sha256').update(content).digest('hex');
}

/** @param {unknown} value */
function json(value) {
  return Buffer.from(JSON.stringify(value));
}
