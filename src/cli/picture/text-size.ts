/** Widths in em, of the widest common fonts of each kind: a text may come out narrower, never wider than its place. */
const MONO = 0.61;
const SANS = 0.6;
const WIDE = 1.1;

export type Font = 'mono' | 'sans';

/** The room that a text needs, in pixels. */
export function textWidth(text: string, size: number, font: Font): number {
  const usual = font === 'mono' ? MONO : SANS;
  let width = 0;
  for (const character of text) width += (character.codePointAt(0)! > 0x2e7f ? WIDE : usual) * size;
  return Math.ceil(width);
}

/**
 * A name on at most two lines of so many characters, broken behind a `-`, `.` or `_` where there is one; what is too long
 * loses its middle.
 */
export function nameLines(name: string, longest: number): string[] {
  const letters = Array.from(name);
  if (letters.length <= longest) return [name];
  const at = letters.slice(0, longest).findLastIndex((letter) => '-._'.includes(letter)) + 1;
  const cut = at > longest / 3 ? at : longest;
  return [letters.slice(0, cut).join(''), shortened(letters.slice(cut).join(''), longest)];
}

/** A text with its middle left out, if it is longer. */
export function shortened(text: string, longest: number): string {
  const letters = Array.from(text);
  if (letters.length <= longest) return text;
  const kept = longest - 1;
  return `${letters.slice(0, Math.ceil(kept / 2)).join('')}…${letters.slice(letters.length - Math.floor(kept / 2)).join('')}`;
}
