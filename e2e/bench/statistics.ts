/** What is printed of a series, in milliseconds. */
export interface Summary {
  readonly n: number;
  readonly median: number;
  readonly p95: number;
  readonly max: number;
}

/** @throws if there is nothing to sum up */
export function summarize(values: readonly number[]): Summary {
  if (values.length === 0) throw new Error('nothing was measured');
  const sorted = values.toSorted((a, b) => a - b);
  const quantile = (part: number) => sorted[Math.ceil(part * sorted.length) - 1]!;
  return { n: sorted.length, median: quantile(0.5), p95: quantile(0.95), max: sorted.at(-1)! };
}
