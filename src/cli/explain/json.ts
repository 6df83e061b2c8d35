import type { ExplainFormat } from './format';
import { type ExplainDocument, EXPLAIN_VERSION } from './model';

export const jsonFormat: ExplainFormat = {
  write: (workloads) => `${JSON.stringify({ version: EXPLAIN_VERSION, workloads } satisfies ExplainDocument, null, 2)}\n`,
};
