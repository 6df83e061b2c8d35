import { explainText } from '../../private/explain';
import type { ExplainFormat } from './formats';

export const textFormat: ExplainFormat = {
  write: (workloads) => workloads.map((workload) => {
    const { source: { file, line, column } } = workload;
    return `${file}:${line}:${column}\n${explainText(workload)}\n`;
  }).join('\n'),
};
