import type { Platform } from '../platform/platform.ts';
import { lowerCase, printable } from './bytes.ts';
import { UsageError } from './usage-error.ts';

const VARIABLE = 'STARTGATE_DISABLED';

/** What somebody writes who means "not disabled": no reason at all, and too dangerous to take for one. */
const NO_REASONS: readonly string[] = ['0', 'false', 'no', 'off'];

/**
 * The reason why every gate is to be opened, or undefined if none is given.
 *
 * @throws UsageError
 */
export function disabledReason(platform: Platform): string | undefined {
  const reason = platform.env(VARIABLE) ?? '';
  if (NO_REASONS.includes(lowerCase(reason))) {
    throw new UsageError(`${VARIABLE} must be the reason why every gate is opened, got "${reason}": leave it out to keep the gates`);
  }
  return reason === '' ? undefined : printable(reason);
}
