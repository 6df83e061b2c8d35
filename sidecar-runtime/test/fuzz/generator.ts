/** The seed of this run: STARTGATE_SEED repeats one. Every file of the fuzz tests prints it. */
export const SEED = process.env.STARTGATE_SEED === undefined ? Math.floor(Math.random() * 2 ** 32) : Number(process.env.STARTGATE_SEED);

/** How much more than usual is tried: a longer run outside the tests. */
export const ROUNDS = Number(process.env.STARTGATE_FUZZ_ROUNDS ?? 1);

const INTERESTING = [0, 1, 9, 10, 13, 32, 0x3a, 0x7f, 0x80, 0xff];

/** Numbers, texts and bytes by chance, the same ones for the same seed (mulberry32). */
export class Generator {
  private state: number;

  constructor(seed: number) {
    this.state = seed >>> 0;
  }

  /** A whole number from 0 up to, but without, `limit`. */
  below(limit: number): number {
    this.state = (this.state + 0x6d2b79f5) >>> 0;
    let mixed = Math.imul(this.state ^ (this.state >>> 15), this.state | 1);
    mixed ^= mixed + Math.imul(mixed ^ (mixed >>> 7), mixed | 61);
    return Math.floor((((mixed ^ (mixed >>> 14)) >>> 0) / 2 ** 32) * limit);
  }

  /** True in one of `times` cases. */
  once(times: number): boolean {
    return this.below(times) === 0;
  }

  pick<T>(all: readonly T[]): T {
    return all[this.below(all.length)] as T;
  }

  bytes(most: number): Uint8Array {
    return Uint8Array.from({ length: this.below(most + 1) }, () => this.byte());
  }

  /** Some of the pieces, in any order, with repetitions. */
  words(pieces: readonly string[], most: number): string {
    return Array.from({ length: this.below(most + 1) }, () => this.pick(pieces)).join('');
  }

  /** What was valid, with a few bytes changed, put in, taken out, doubled or cut off; now and then as it was. */
  mutate(valid: Uint8Array): Uint8Array {
    let bytes = valid;
    for (let count = this.below(4); count > 0; count--) bytes = this.changed(bytes);
    return bytes;
  }

  /** The same bytes in pieces, as a connection may bring them. */
  cut(bytes: Uint8Array): readonly Uint8Array[] {
    const pieces: Uint8Array[] = [];
    const longest = this.pick([1, 8, 100, 20_000]);
    for (let at = 0; at < bytes.length; ) {
      const length = 1 + this.below(longest);
      pieces.push(bytes.subarray(at, at + length));
      at += length;
    }
    return pieces;
  }

  private byte(): number {
    return this.once(3) ? this.pick(INTERESTING) : this.below(256);
  }

  private changed(bytes: Uint8Array): Uint8Array {
    const at = this.below(bytes.length + 1);
    const length = this.below(Math.min(20, bytes.length - at) + 1);
    const [before, part, after] = [bytes.subarray(0, at), bytes.subarray(at, at + length), bytes.subarray(at + length)];
    switch (this.below(6)) {
      case 0:
        return join(before, after);
      case 1:
        return join(before, part, part, after);
      case 2:
        return before;
      case 3:
        return join(before, this.bytes(3), part, after);
      case 4:
        return join(before, part.slice(0, 1).map((byte) => byte ^ (1 << this.below(8))), part.subarray(1), after);
      default:
        return join(before, part.slice(0, 1).map(() => this.byte()), part.subarray(1), after);
    }
  }
}

function join(...pieces: readonly Uint8Array[]): Uint8Array {
  return Uint8Array.from(Buffer.concat(pieces));
}

/**
 * Tries many cases of one kind.
 *
 * @throws Error what a case failed with, with the seed and the case, so that it can be repeated
 */
export function fuzz<T>(cases: number, make: (generator: Generator) => T, check: (input: T, generator: Generator) => void): void {
  const generator = new Generator(SEED);
  for (let count = 0; count < cases * ROUNDS; count++) {
    const input = make(generator);
    try {
      check(input, generator);
    } catch (error) {
      throw new Error(`case ${count} of STARTGATE_SEED=${SEED} failed: ${show(input)}`, { cause: error });
    }
  }
}

function show(input: unknown): string {
  return JSON.stringify(input instanceof Uint8Array ? { hex: Buffer.from(input).toString('hex'), text: Buffer.from(input).toString('latin1') } : input);
}

/** Says which seed runs, for whoever wants to repeat it. */
export function announce(what: string): void {
  process.stdout.write(`fuzzing ${what}: STARTGATE_SEED=${SEED}\n`);
}
