import type { ExplainFormat } from './format';

/** By the name that `--format` takes, the default first; each is loaded when it is asked for. */
export const FORMATS: Readonly<Record<string, () => Promise<ExplainFormat>>> = {
  text: async () => (await import('./text')).textFormat,
  json: async () => (await import('./json')).jsonFormat,
  mermaid: async () => (await import('./mermaid')).mermaidFormat,
  svg: async () => (await import('./svg')).svgFormat,
  html: async () => (await import('./html')).htmlFormat,
};
