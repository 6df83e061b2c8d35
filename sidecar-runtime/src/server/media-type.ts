import type { Context } from 'hono';
import { accepts } from 'hono/accepts';
import { headerOf } from './request-header.ts';

/** What the answers of the sidecar can be written in. */
export type MediaType = 'application/json' | 'text/plain';

const OFFERED: readonly MediaType[] = ['application/json', 'text/plain'];

interface AcceptedRange {
  readonly type: string;
  readonly q: number;
}

/**
 * JSON or text, as the `Accept` header asks. For each type the most specific range counts (so that
 * `application/json;q=0` beside a wildcard means text), the highest quality wins, and JSON wins a tie. If nothing that is offered
 * is acceptable it is JSON all the same: a probe is better served with an answer than with a 406.
 * @see https://www.rfc-editor.org/rfc/rfc9110#section-12.5.1
 */
export function negotiate(c: Context): MediaType {
  const header = headerOf(c, 'accept');
  if (header === undefined || header === '*/*') return 'application/json';
  return accepts(c, {
    header: 'Accept',
    supports: [...OFFERED],
    default: 'application/json',
    match: (ranges) => bestOf(ranges),
  }) as MediaType;
}

function bestOf(ranges: readonly AcceptedRange[]): MediaType {
  let best: MediaType = 'application/json';
  let bestQuality = 0;
  for (const offered of OFFERED) {
    const quality = qualityOf(offered, ranges);
    if (quality > bestQuality) [best, bestQuality] = [offered, quality];
  }
  return best;
}

function qualityOf(offered: MediaType, ranges: readonly AcceptedRange[]): number {
  const patterns = [offered, `${offered.slice(0, offered.indexOf('/'))}/*`, '*/*'];
  for (const pattern of patterns) {
    const range = ranges.find(({ type }) => type.toLowerCase() === pattern);
    if (range !== undefined) return range.q;
  }
  return 0;
}
