import { mermaidOf } from '../../private/mermaid';
import type { ExplainFormat } from './format';

export const mermaidFormat: ExplainFormat = {
  write: (workloads) => workloads.map((workload) => `%% ${workload.kind} ${workload.name.replace(/\s+/gu, ' ')}\n${mermaidOf(workload)}\n`).join('\n'),
};
