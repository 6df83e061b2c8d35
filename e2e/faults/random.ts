/** Numbers that a seed decides: the same seed gives the same numbers, on every machine. */
export class Random {
  private state: number;

  /** @param seed any text; texts that differ in one character give other numbers */
  constructor(seed: string) {
    // FNV-1a
    this.state = 0x811c9dc5;
    for (const byte of new TextEncoder().encode(seed)) this.state = Math.imul(this.state ^ byte, 0x01000193) >>> 0;
  }

  /** From 0 to below 1. @see https://github.com/cprosche/mulberry32 */
  next(): number {
    this.state = (this.state + 0x6d2b79f5) >>> 0;
    let mixed = Math.imul(this.state ^ (this.state >>> 15), this.state | 1);
    mixed ^= mixed + Math.imul(mixed ^ (mixed >>> 7), mixed | 61);
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 2 ** 32;
  }

  /** A whole number, both ends included. */
  between(low: number, high: number): number {
    return low + Math.floor(this.next() * (high - low + 1));
  }

  chance(probability: number): boolean {
    return this.next() < probability;
  }

  pick<T>(values: readonly T[]): T {
    return values[this.between(0, values.length - 1)]!;
  }
}
