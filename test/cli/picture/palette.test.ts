import { describe, expect, test } from 'vitest';
import { DARK, LIGHT, paletteStyle, type Palette } from '../../../src/cli/picture/palette';

/** Contrast as WCAG 2.2 computes it. @see https://www.w3.org/TR/WCAG22/#dfn-contrast-ratio */
function contrast(one: string, other: string): number {
  const [light, dark] = [luminance(one), luminance(other)].sort((a, b) => b - a) as [number, number];
  return (light + 0.05) / (dark + 0.05);
}

function luminance(colour: string): number {
  const linear = (at: number): number => {
    const part = parseInt(colour.slice(at, at + 2), 16) / 255;
    return part <= 0.04045 ? part / 12.92 : ((part + 0.055) / 1.055) ** 2.4;
  };
  return 0.2126 * linear(1) + 0.7152 * linear(3) + 0.0722 * linear(5);
}

const GROUNDS: readonly (keyof Palette)[] = ['surface', 'lane', 'initFill', 'nativeFill', 'regularFill', 'outsideFill'];

describe.each([['light', LIGHT], ['dark', DARK]])('the %s palette', (_name, palette) => {
  test.each(GROUNDS.flatMap((ground) => [
    ['text', ground], ['muted', ground],
  ] as const))('writes %s on %s so that it can be read', (text, ground) => {
    expect(contrast(palette[text], palette[ground])).toBeGreaterThanOrEqual(4.5);
  });

  test.each(['open', 'warning'] as const)('writes %s on the surface so that it can be read', (text) => {
    expect(contrast(palette[text], palette.surface)).toBeGreaterThanOrEqual(4.5);
  });

  test.each(
    ['init', 'native', 'regular', 'outside', 'closed', 'open', 'none', 'line', 'focus'] as const,
  )('draws %s so that it can be seen', (sign) => {
    expect(contrast(palette[sign], palette.surface)).toBeGreaterThanOrEqual(3);
  });
});

test('the style has every colour of both palettes', () => {
  const style = paletteStyle();
  for (const colour of [LIGHT, DARK].flatMap((palette) => Object.values(palette) as string[])) expect(style).toContain(colour);
});
