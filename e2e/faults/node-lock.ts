/** Strikes that touch the node itself, one after another: nobody can be killed through a containerd that is being restarted. */
export class NodeLock {
  private last: Promise<unknown> = Promise.resolve();
  private readonly awaited = new Set<Promise<unknown>>();

  alone<T>(strike: () => Promise<T>): Promise<T> {
    const mine = this.last.then(strike);
    this.last = mine.catch(() => undefined); // whoever asked hears of it
    return mine;
  }

  /** Alone, and not before everything has come that restarts are held back for. */
  restart(strike: () => Promise<void>): Promise<void> {
    return this.alone(async () => {
      while (this.awaited.size > 0) await Promise.allSettled(this.awaited);
      await strike();
    });
  }

  /**
   * Restarts go on while this is waited for, as each may begin it anew; but from `milliseconds` on they are held back until it
   * has come.
   */
  async heldBackFor<T>(coming: Promise<T>, milliseconds: number): Promise<T> {
    const timer = setTimeout(() => this.awaited.add(coming), milliseconds);
    try {
      return await coming;
    } finally {
      clearTimeout(timer);
      this.awaited.delete(coming);
    }
  }
}
