import type { CheckFormat } from './format';

/** By the name that `--format` takes, the default first. */
export const FORMATS: Readonly<Record<string, () => Promise<CheckFormat>>> = {
  text: async () => (await import('./text')).textFormat,
  json: async () => (await import('./json')).jsonFormat,
  sarif: async () => (await import('./sarif')).sarifFormat,
  github: async () => (await import('./github')).githubFormat,
};
