const SECOND = 1000;
const MINUTE = 60 * SECOND;
const HOUR = 60 * MINUTE;
const DAY = 24 * HOUR;

/** What a person wants to know of a time: `0 s`, `12 s`, `3 m 5 s`, `2 h 4 m`, `5 d 1 h`. */
export function ageText(milliseconds: number): string {
  const ms = Math.max(0, milliseconds);
  if (ms < MINUTE) return `${Math.floor(ms / SECOND)} s`;
  if (ms < HOUR) return two(ms, MINUTE, 'm', SECOND, 's');
  return ms < DAY ? two(ms, HOUR, 'h', MINUTE, 'm') : two(ms, DAY, 'd', HOUR, 'h');
}

function two(ms: number, big: number, bigUnit: string, small: number, smallUnit: string): string {
  const rest = Math.floor((ms % big) / small);
  return `${Math.floor(ms / big)} ${bigUnit}${rest === 0 ? '' : ` ${rest} ${smallUnit}`}`;
}

/** The longest text of a stranger that stands in one line. */
const LONGEST = 300;

/**
 * A text that a container, a node or a registry wrote, as one line that is safe on a terminal:
 * no control character gets through, and it has an end.
 */
export function oneLine(text: string): string {
  // C0, DEL, C1, what turns the direction of writing, and the separators of lines
  const line = text.replace(/[\s\p{Cc}\u200b-\u200f\u2028-\u202e\u2066-\u2069\ufeff]+/gu, ' ').trim();
  // never in the middle of a surrogate pair
  return line.length > LONGEST ? `${line.slice(0, LONGEST - 1).replace(/[\ud800-\udbff]$/u, '')}…` : line;
}
