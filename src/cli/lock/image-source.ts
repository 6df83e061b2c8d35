import { createHash } from 'node:crypto';

/** Where images are read: through a program that asks a registry, or from a file. */
export interface ImageSource {
  /** As messages name it: `crane`. */
  readonly name: string;
  /** Configurations come byte for byte, so that their digest can be checked. */
  readonly exact: boolean;
  /**
   * The bytes of the manifest or index.
   *
   * @param asked a reference by tag, or by digest without a tag
   * @throws ImageError
   */
  readonly manifest: (asked: string) => Promise<string>;
  /**
   * The configuration of an image for one platform.
   *
   * @param manifest the digest of its manifest
   * @param config the digest of the configuration
   * @throws ImageError
   */
  readonly config: (repository: string, manifest: string, config: string) => Promise<string>;
}

/** More than a registry must accept for a manifest; a configuration is smaller. */
export const MOST_BYTES = 8 * 1024 * 1024;

/** JSON is UTF-8: other bytes have another digest after they were read as text, and so are refused. */
export function digestOf(text: string): string {
  return `sha256:${createHash('sha256').update(text).digest('hex')}`;
}
