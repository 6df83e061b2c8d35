import type { CheckFormat } from './format';

/** `{ version, findings, summary }`: a field may come to it; what a field means never changes. */
export const jsonFormat: CheckFormat = {
  write: (findings, summary) => `${JSON.stringify({ version: 1, findings, summary }, null, 2)}\n`,
};
