import { PlatformError, type Cancellation, type Platform } from '../platform/platform.ts';

/** The one way to stop work: whoever holds it cancels, whoever was given it as a {@link Cancellation} stops. */
export class Canceller implements Cancellation {
  private readonly callbacks = new Set<() => void>();
  private done = false;

  get cancelled(): boolean {
    return this.done;
  }

  onCancel(callback: () => void): () => void {
    if (this.done) {
      callback();
      return () => undefined;
    }
    this.callbacks.add(callback);
    return () => this.callbacks.delete(callback);
  }

  /** Cancels; a second time does nothing. */
  cancel(): void {
    if (this.done) return;
    this.done = true;
    const callbacks = [...this.callbacks];
    this.callbacks.clear();
    for (const callback of callbacks) callback();
  }
}

/** Rejects with `ECANCELED` when cancelled, else settles like the work. */
export function unlessCancelled<T>(cancel: Cancellation, work: Promise<T>): Promise<T> {
  return new Promise((resolve, reject) => {
    const release = cancel.onCancel(() => reject(new PlatformError('ECANCELED', 'cancelled')));
    // Released first: whoever waits may cancel at once, in vain.
    const released = <V>(settle: (value: V) => void) => (value: V): void => {
      release();
      settle(value);
    };
    void work.then(released(resolve), released(reject));
  });
}

/**
 * Does work that is cancelled after some milliseconds, or with its parent.
 *
 * @throws PlatformError `ETIMEDOUT` when the time is over, `ECANCELED` when the parent was cancelled
 */
export async function withDeadline<T>(
  platform: Platform,
  milliseconds: number,
  parent: Cancellation,
  work: (cancel: Cancellation) => Promise<T>,
): Promise<T> {
  const own = new Canceller();
  const deadline = { passed: false };
  const stopTimer = platform.timer(milliseconds, () => {
    deadline.passed = true;
    own.cancel();
  });
  const release = parent.onCancel(() => own.cancel());
  try {
    return await unlessCancelled(own, work(own));
  } catch (error) {
    throw deadline.passed ? new PlatformError('ETIMEDOUT', 'timed out') : error;
  } finally {
    stopTimer();
    release();
    own.cancel();
  }
}

/** Sleeps until the time is over, it is woken, or it is cancelled. Never rejects. */
export function pause(platform: Platform, milliseconds: number, cancel: Cancellation, wake?: (wakeUp: () => void) => void): Promise<void> {
  return new Promise((resolve) => {
    let release: () => void = () => undefined;
    const finish = (): void => {
      stop();
      release();
      resolve();
    };
    const stop = platform.timer(milliseconds, finish);
    release = cancel.onCancel(finish);
    wake?.(finish);
  });
}
