import type { JsonObject } from '../../../src/private/manifest';
import type { ProgramResult } from '../../../src/cli/host';
import { digestOf, type ImageSource } from '../../../src/cli/lock/image-source';

export const CONFIG_TYPE = 'application/vnd.oci.image.config.v1+json';
const MANIFEST_TYPE = 'application/vnd.oci.image.manifest.v1+json';
const INDEX_TYPE = 'application/vnd.oci.image.index.v1+json';

export interface Descriptor {
  readonly mediaType: string;
  readonly digest: string;
  readonly size: number;
  readonly platform?: JsonObject;
}

/** What an image runs, as its configuration spells it. */
export const APP = { Entrypoint: ['/app'], Cmd: ['--serve'], User: '65532' };

/** The content of a registry or layout, by digest. */
export class Blobs {
  readonly content = new Map<string, string>();

  put(value: JsonObject | string, mediaType: string, platform?: JsonObject): Descriptor {
    const text = typeof value === 'string' ? value : JSON.stringify(value);
    const digest = digestOf(text);
    this.content.set(digest, text);
    return { mediaType, digest, size: Buffer.byteLength(text), ...(platform === undefined ? {} : { platform }) };
  }

  /** An image for one platform, `linux/arm64/v8`, without layers unless some are given. */
  image(platform: string, config: unknown = APP, layers: readonly Descriptor[] = [], diffIds: readonly string[] = []): Descriptor {
    const [os, architecture, variant] = platform.split('/');
    const place = { os, architecture, ...(variant === undefined ? {} : { variant }) };
    const described = this.put({ ...place, config, rootfs: { type: 'layers', diff_ids: diffIds } }, CONFIG_TYPE);
    return this.put({ schemaVersion: 2, mediaType: MANIFEST_TYPE, config: described, layers }, MANIFEST_TYPE, place);
  }

  index(...manifests: readonly unknown[]): Descriptor {
    return this.put({ schemaVersion: 2, mediaType: INDEX_TYPE, manifests }, INDEX_TYPE);
  }

  /** A source with the content, in which tags stand for descriptors. */
  source(tags: Readonly<Record<string, Descriptor>>): ImageSource {
    const blob = (digest: string): Promise<string> => Promise.resolve(this.content.get(digest)!);
    return {
      name: 'blobs', exact: true,
      manifest: (asked) => blob(asked.split('@')[1] ?? tags[asked]!.digest),
      config: (_repository, _manifest, config) => blob(config),
    };
  }

  /** Answers as crane does. */
  crane(tags: Readonly<Record<string, Descriptor>>): (args: readonly string[]) => Partial<ProgramResult> {
    return ([verb, asked = '']) => {
      if (verb === 'version') return { out: 'v0.22.1\n' };
      const out = this.content.get(asked.split('@')[1] ?? tags[asked]?.digest ?? '');
      return out === undefined ? { code: 1, error: `Error: fetching manifest ${asked}: MANIFEST_UNKNOWN: manifest unknown\n` } : { out };
    };
  }
}
