import { explainText } from '../../private/explanation/explanation-text';
import { visible } from '../printable';
import type { ExplainFormat } from './format';

export const textFormat: ExplainFormat = {
  write: (workloads) => workloads.map((workload) => {
    const { source: { file, line, column } } = workload;
    return `${visible(file)}:${line}:${column}\n${explainText(workload).split('\n').map(visible).join('\n')}\n`;
  }).join('\n'),
};
