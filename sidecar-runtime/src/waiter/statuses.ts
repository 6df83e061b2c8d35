import { consistsOf, DIGITS } from './bytes.ts';
import { UsageError } from './usage-error.ts';

/** The HTTP statuses that open a gate: the first and the last of each range. */
export type Statuses = readonly (readonly [number, number])[];

/** What opens a gate unless something else is said. */
export const SUCCESS: Statuses = [[200, 299]];

/** The statuses of final answers. @see https://www.rfc-editor.org/rfc/rfc9110#section-15 */
const [FIRST, LAST] = [200, 599];

export function accepts(statuses: Statuses, status: number): boolean {
  return statuses.some(([first, last]) => status >= first && status <= last);
}

/**
 * Reads statuses and ranges of them, such as `200-299,401`.
 *
 * @throws UsageError
 */
export function parseStatuses(flag: string, text: string): Statuses {
  return text.split(',').map((range) => {
    const [first = '', last = first, ...more] = range.split('-');
    const [from, to] = [Number(first), Number(last)];
    if (!consistsOf(first, DIGITS) || !consistsOf(last, DIGITS) || more.length > 0 || from < FIRST || to > LAST || from > to) {
      throw new UsageError(`${flag} must be statuses from ${FIRST} to ${LAST}, such as 401 or 200-299,401, got "${text}"`);
    }
    return [from, to];
  });
}
