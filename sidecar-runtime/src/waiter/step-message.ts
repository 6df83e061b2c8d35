import { decodeUtf8, encode, withoutControls } from './bytes.ts';
import type { StepRecord } from './record.ts';
import { withoutLineFeed } from './results.ts';

/** How a step ended, as its termination message says it. */
export interface StepOutcome {
  readonly step: string;
  readonly outcome: StepRecord['outcome'];
  /** The command's; the container's own where no command ran. */
  readonly exitCode: number;
  readonly reason?: string;
  /** It failed, and those behind it run all the same. */
  readonly continued?: true;
  /** How long its command ran, in milliseconds. */
  readonly durationMs: number;
  readonly results?: ReadonlyMap<string, Uint8Array>;
}

/**
 * The message as JSON that stays whole within so many bytes: the largest results are left out first, and counted, then the reason is cut.
 */
export function stepMessage({ results = new Map(), ...outcome }: StepOutcome, limit: number): string {
  const values = [...results].map(([name, bytes]) => [name, decodeUtf8(withoutLineFeed(bytes))] as const);
  const bySize = [...values].sort(([, a], [, b]) => b.length - a.length);
  let { reason } = outcome;
  for (let omitted = 0; ; ) {
    const left = bySize.slice(0, omitted);
    const kept = values.filter((value) => !left.includes(value));
    const text = withoutControls(JSON.stringify({
      ...outcome,
      ...(reason === undefined ? {} : { reason }),
      ...(kept.length === 0 ? {} : { results: Object.fromEntries(kept) }),
      ...(omitted === 0 ? {} : { resultsOmitted: omitted }),
    }));
    if (encode(text).length <= limit) return text;
    if (omitted < values.length) omitted++;
    else if (reason !== undefined && reason !== '') reason = reason.slice(0, reason.length >> 1);
    else return text;
  }
}
