import fc from 'fast-check';
import { vi } from 'vitest';

// Many runs on a busy machine take longer than one fact does.
vi.setConfig({ testTimeout: 60_000 });

/** Checks a property with a fresh seed each run, which a failure prints; STARTGATE_SEED repeats one. */
export function checkProperty<T extends [unknown, ...unknown[]]>(property: fc.IProperty<T>): void {
  const seed = process.env.STARTGATE_SEED;
  fc.assert(property, { numRuns: 200, ...(seed === undefined ? {} : { seed: Number(seed) }) });
}
