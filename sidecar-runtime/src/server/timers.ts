/** What waits for time to pass takes this, so that a test can let it pass. */
export interface Timers {
  /** Calls `callback` once after `milliseconds`. Returns the function that cancels it. */
  after(milliseconds: number, callback: () => void): () => void;
}

/** The timers of the process. */
export const systemTimers: Timers = {
  after(milliseconds, callback) {
    const timer = setTimeout(callback, milliseconds);
    return () => clearTimeout(timer);
  },
};
