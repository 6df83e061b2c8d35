/** Every colour of a picture, for a light and a dark surface. A test checks the contrast of each text with its background. */
export interface Palette {
  readonly surface: string;
  readonly lane: string;
  readonly text: string;
  readonly muted: string;
  readonly line: string;
  readonly grid: string;
  readonly init: string;
  readonly initFill: string;
  readonly native: string;
  readonly nativeFill: string;
  readonly regular: string;
  readonly regularFill: string;
  readonly closed: string;
  readonly open: string;
  readonly none: string;
  readonly warning: string;
  readonly outside: string;
  readonly outsideFill: string;
  readonly focus: string;
}

export const LIGHT: Palette = {
  surface: '#ffffff', lane: '#f6f8fa', text: '#1f2328', muted: '#59636e', line: '#6e7781', grid: '#dfe3e8',
  init: '#8250df', initFill: '#f5efff', native: '#0969da', nativeFill: '#e6f3ff', regular: '#0f766e', regularFill: '#e3f6f3',
  closed: '#1a7f37', open: '#c4320a', none: '#6e7781', warning: '#9a6700', outside: '#59636e', outsideFill: '#ffffff', focus: '#bf8700',
};

export const DARK: Palette = {
  surface: '#0d1117', lane: '#151b23', text: '#f0f6fc', muted: '#a2abb6', line: '#8b949e', grid: '#2b323b',
  init: '#b083f9', initFill: '#21173a', native: '#539bf5', nativeFill: '#10233f', regular: '#2dc9b8', regularFill: '#0c2b2a',
  closed: '#3fb950', open: '#ff7b54', none: '#8b949e', warning: '#e3b341', outside: '#a2abb6', outsideFill: '#0d1117', focus: '#e3b341',
};

/** The palettes as CSS variables: the browser selects one of them. */
export function paletteStyle(): string {
  return `:root,svg{${variables(LIGHT)}}@media (prefers-color-scheme:dark){:root,svg{${variables(DARK)}}}`;
}

function variables(palette: Palette): string {
  return Object.entries(palette).map(([name, value]) => `--${name}:${String(value)}`).join(';');
}
