import { PlatformError } from './platform.ts';

/** A failure of Node as one of the platform; anything without an error number is a bug and stays what it is. */
export function platformError(error: unknown): Error {
  if (!(error instanceof Error)) return new Error(String(error));
  if (error instanceof PlatformError || !('code' in error) || typeof error.code !== 'string') return error;
  return new PlatformError(error.code === 'EAI_AGAIN' || error.code === 'ENODATA' ? 'ENOTFOUND' : error.code, error.message);
}

/** Does something of Node's and turns its failures into ours. */
export function translated<T>(work: () => T): T {
  try {
    return work();
  } catch (error) {
    throw platformError(error);
  }
}
