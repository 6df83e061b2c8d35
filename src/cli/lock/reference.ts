import { isDigest } from '../../private/image-lock';
import { ImageError } from './image-error';

/** An image as a manifest writes it, taken apart. */
export interface Reference {
  /** Without tag and digest: `registry.example:5000/app`. */
  readonly repository: string;
  readonly digest?: string;
  /** What a registry is asked for: the digest decides if there is a tag too, as for the kubelet. */
  readonly asked: string;
}

/**
 * The parts of a reference. A registry checks the rest; nothing here may be taken for an option of a program.
 *
 * @see https://kubernetes.io/docs/concepts/containers/images/#image-names
 * @throws ImageError
 */
export function parseReference(image: string): Reference {
  const [name = '', digest, ...more] = image.split('@');
  if (!/^[\w[][\w.:/[\]-]*$/u.test(name) || more.length > 0 || (digest !== undefined && !isDigest(digest))) {
    throw new ImageError('is no image reference with a tag or a sha256 digest');
  }
  const colon = name.indexOf(':', name.lastIndexOf('/') + 1);
  const repository = colon < 0 ? name : name.slice(0, colon);
  return digest === undefined ? { repository, asked: name } : { repository, digest, asked: `${repository}@${digest}` };
}
