import { readFileSync } from 'node:fs';
import type { IConstruct } from 'constructs';
import { parseImageLock } from '../image-lock';
import type { ImageLockModel } from '../model';

const locks = new WeakMap<IConstruct, Map<string, ImageLockModel>>();

/**
 * The image lock at a path, read once for each app.
 *
 * @param construct any construct of the app
 * @throws if there is no file, or the file is no image lock
 */
export function imageLockAt(construct: IConstruct, path: string): ImageLockModel {
  const { root } = construct.node;
  const known = locks.get(root) ?? new Map<string, ImageLockModel>();
  locks.set(root, known);
  const lock = known.get(path) ?? { path, images: parseImageLock(path, textOf(path)) };
  known.set(path, lock);
  return lock;
}

function textOf(path: string): string {
  try {
    return readFileSync(path, 'utf8');
  } catch (error) {
    const { code } = error as NodeJS.ErrnoException;
    throw new Error(`can't read the image lock "${path}" in ${process.cwd()}: ${code ?? String(error)}; write the lock with cdk8s-startgate lock`, { cause: error });
  }
}
