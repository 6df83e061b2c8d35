import { UsageError } from '../../../sidecar-runtime/src/waiter/usage-error';

export { UsageError };

/** What the waiter's own parser makes of a text, or why it refuses it. */
export function asWaiterReads<T>(read: () => T): T | UsageError {
  try {
    return read();
  } catch (error) {
    if (error instanceof UsageError) return error;
    throw error;
  }
}
