import { PlatformError, type Cancellation, type Platform } from '../platform/platform.ts';

const nothing = (): void => undefined;

/** The one way to stop work: whoever holds it cancels, whoever was given it as a {@link Cancellation} stops. */
export class Canceller implements Cancellation {
  private callbacks: (() => void)[] = [];
  private done = false;

  get cancelled(): boolean {
    return this.done;
  }

  onCancel(callback: () => void): () => void {
    if (this.done) {
      callback();
      return nothing;
    }
    this.callbacks.push(callback);
    return () => {
      // Mostly it is the last one.
      const { callbacks } = this;
      if (callbacks[callbacks.length - 1] === callback) callbacks.pop();
      else this.callbacks = callbacks.filter((other) => other !== callback);
    };
  }

  /** Cancels; a second time does nothing. */
  cancel(): void {
    if (this.done) return;
    this.done = true;
    const { callbacks } = this;
    this.callbacks = [];
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
 * The cancellation of one piece of work: with its parent, when its time is over, or once it is done, so that what it opened ends with it.
 */
export class Deadline extends Canceller {
  private readonly platform: Platform;
  private passed = false;
  private stopTimer = nothing;
  private release: () => void;

  constructor(platform: Platform, milliseconds: number, parent: Cancellation) {
    super();
    this.platform = platform;
    this.begin(milliseconds);
    this.release = parent.onCancel(() => this.cancel());
  }

  /** Gives the work so much time from now on. */
  begin(milliseconds: number): void {
    this.stopTimer();
    this.stopTimer = this.platform.timer(milliseconds, () => {
      this.passed = true;
      this.cancel();
    });
  }

  /** Why the work was cancelled, if it was: `ETIMEDOUT` when the time was over, `ECANCELED` with the parent. */
  get failure(): PlatformError | undefined {
    if (!this.cancelled) return undefined;
    return this.passed ? new PlatformError('ETIMEDOUT', 'timed out') : new PlatformError('ECANCELED', 'cancelled');
  }

  /** The work is done. */
  end(): void {
    this.stopTimer();
    this.release();
    // They lead back here: who leaves no circle behind has nothing collected.
    this.stopTimer = nothing;
    this.release = nothing;
    this.cancel();
  }
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
  const deadline = new Deadline(platform, milliseconds, parent);
  try {
    return await unlessCancelled(deadline, work(deadline));
  } catch (error) {
    throw deadline.failure ?? error;
  } finally {
    deadline.end();
  }
}

/** Sleeps until the time is over, it is woken, or it is cancelled. Never rejects. */
export function pause(platform: Platform, milliseconds: number, cancel: Cancellation, wake?: (wakeUp: () => void) => void): Promise<void> {
  if (cancel.cancelled) return Promise.resolve();
  return new Promise((resolve) => {
    const finish = (): void => {
      stop();
      release();
      // They lead back here.
      stop = nothing;
      release = nothing;
      resolve();
    };
    let stop = platform.timer(milliseconds, finish);
    let release = cancel.onCancel(finish);
    wake?.(finish);
  });
}
