/** Widths in em, of the widest common fonts of each kind: a text may be narrower than its place, never wider. */
const MONO = 0.61;
const SANS = 0.6;
const WIDE = 1.1;

export type Font = 'mono' | 'sans';

/** The width of a text, in pixels. */
export function textWidth(text: string, size: number, font: Font): number {
  const usual = font === 'mono' ? MONO : SANS;
  let width = 0;
  for (const character of text) width += (character.codePointAt(0)! > 0x2e7f ? WIDE : usual) * size;
  return Math.ceil(width);
}

/**
 * A name on at most two lines of the given length, broken after a `-`, `.` or `_` if possible; a longer name
 * loses its middle.
 */
export function nameLines(name: string, longest: number): string[] {
  const letters = Array.from(name);
  if (letters.length <= longest) return [name];
  const at = letters.slice(0, longest).findLastIndex((letter) => '-._'.includes(letter)) + 1;
  const cut = at > longest / 3 ? at : longest;
  return [letters.slice(0, cut).join(''), shortened(letters.slice(cut).join(''), longest)];
}

/** A text without its middle, if too long. */
export function shortened(text: string, longest: number): string {
  const letters = Array.from(text);
  if (letters.length <= longest) return text;
  const kept = longest - 1;
  return `${letters.slice(0, Math.ceil(kept / 2)).join('')}…${letters.slice(letters.length - Math.floor(kept / 2)).join('')}`;
}
