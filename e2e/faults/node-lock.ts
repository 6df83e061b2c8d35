/** Strikes that touch the node itself, one after another: nobody can be killed through a containerd that is being restarted. */
export class NodeLock {
  private last: Promise<unknown> = Promise.resolve();

  alone<T>(strike: () => Promise<T>): Promise<T> {
    const mine = this.last.then(strike);
    this.last = mine.catch(() => undefined); // whoever asked hears of it
    return mine;
  }
}
