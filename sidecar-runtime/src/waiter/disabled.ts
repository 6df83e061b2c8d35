import type { Platform } from '../platform/platform.ts';
import { printable } from './bytes.ts';
import { UsageError } from './usage-error.ts';

const VARIABLE = 'STARTGATE_DISABLED';

/** Fewer letters are a word that templates leave behind, such as `false`, `none` or `"null"`, and no reason. */
const LEAST_LETTERS = 8;

const QUOTES = '"\'`';

/**
 * The reason why every gate is to be opened, or undefined if the variable is not set, or is empty.
 *
 * @throws UsageError when it is set, and is no reason
 */
export function disabledReason(platform: Platform): string | undefined {
  const value = platform.env(VARIABLE) ?? '';
  if (value === '') return undefined;
  const reason = withoutQuotes(value);
  if (lettersOf(reason) < LEAST_LETTERS) {
    throw new UsageError(`${VARIABLE} must be the reason why every gate is opened, in at least ${LEAST_LETTERS} letters, got "${printable(value)}": leave it out to keep the gates`);
  }
  return printable(reason);
}

function withoutQuotes(value: string): string {
  let text = value.trim();
  while (text.length > 1 && QUOTES.includes(text.charAt(0)) && text.endsWith(text.charAt(0))) text = text.slice(1, -1).trim();
  return text;
}

/** Every character beyond ASCII counts as a letter. */
function lettersOf(text: string): number {
  let letters = 0;
  for (const character of text) {
    if ((character >= 'a' && character <= 'z') || (character >= 'A' && character <= 'Z') || character > '\x7f') letters++;
  }
  return letters;
}
