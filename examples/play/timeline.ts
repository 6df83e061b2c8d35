/** Prints events with the time since the start, one line each. */
export class Timeline {
  private readonly start: number;

  /**
   * @param write takes a whole line
   * @param now monotonic milliseconds
   */
  constructor(private readonly write: (line: string) => void, private readonly now: () => number) {
    this.start = now();
  }

  event(container: string, what: string): void {
    const seconds = ((this.now() - this.start) / 1000).toFixed(3);
    this.write(`${seconds.padStart(8)} s  ${container.padEnd(8)} ${what}\n`);
  }
}
