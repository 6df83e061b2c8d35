import { failureOf } from './native-failure.ts';

/** Error numbers that are no failure but say how to go on. */
export const ENOENT = 2;
export const EINTR = 4;
export const EAGAIN = 11;
export const EISCONN = 106;
export const EALREADY = 114;
export const EINPROGRESS = 115;

/**
 * What a call gave, if it did not fail.
 *
 * @throws PlatformError
 */
export function checked(value: number, call: string, path?: string): number {
  if (value < 0) throw failureOf(value, call, path);
  return value;
}
